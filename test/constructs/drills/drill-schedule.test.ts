import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  addDrillSchedule,
  type DrillScheduleOptions,
  hasScheduledDrills,
} from '../../../constructs/drills/drill-schedule';
import {
  DEFAULT_TARGET,
  Duration,
  Folder,
  ImageCatalog,
  initdb,
  type PostgresClusterProps,
  Schedule,
  Secret,
} from '../../../constructs/index';
import { render as renderApp } from '../../../manifests/files/render';
import { judge } from '../../../rules/engine/judge';
import { DRILL_LABEL } from '../../../values/cnpg/drill';
import { cluster, store } from '../support/cluster';
import { at } from '../support/render';

const WEEKLY = Schedule.weekly({ on: 'MON', hour: 3 });
const IMAGE = 'registry.example.com/databases:1.4.0';
const LOAD = { scale: 3, clients: 5, seconds: 30 };
const ALL: DrillScheduleOptions = {
  command: { image: IMAGE, drills: { failover: WEEKLY, backup: Schedule.monthly({ day: 1, hour: 4 }) } },
  pgbench: { schedule: Schedule.daily({ hour: 5, minute: 30 }), ...LOAD },
};

function declared(options: DrillScheduleOptions | undefined, props: Partial<PostgresClusterProps> = {}): App {
  const app = new App();
  const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
  const own = { instances: 3, archive: store(folder), ...props };
  addDrillSchedule(app, 'shop', cluster(folder, own), options);
  return app;
}

/** What is in the folder of the schedule. */
function scheduled(options: DrillScheduleOptions | undefined, props?: Partial<PostgresClusterProps>) {
  return renderApp(declared(options, props))
    .filter(({ path, manifest }) => path === 'shop/drill-schedule' && manifest.kind !== 'Kustomization')
    .map(({ manifest }) => manifest);
}

function only(options: DrillScheduleOptions, kind: string, props?: Partial<PostgresClusterProps>) {
  return scheduled(options, props).find((manifest) => manifest.kind === kind);
}

const POD = 'spec.jobTemplate.spec.template.spec';

describe('drills that run by themselves', () => {
  test.each<[string, DrillScheduleOptions | undefined]>([
    ['none', undefined],
    ['an empty declaration', {}],
    ['a list that names none', { command: { image: IMAGE, drills: {} } }],
    ['one that is taken back', { command: { image: IMAGE, drills: { failover: undefined } } }],
  ])('are off by default: %s', (_, options) => {
    expect(scheduled(options)).toEqual([]);
    expect(renderApp(declared(options)).map(({ path }) => path)).not.toContain('shop/drill-schedule');
    expect(hasScheduledDrills(options)).toBe(false);
  });

  test('lie in a folder of their own, in the namespace of the cluster', () => {
    expect(scheduled(ALL).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'ServiceAccount shop/orders-db-drills',
      'Role shop/orders-db-drills',
      'RoleBinding shop/orders-db-drills',
      'CronJob shop/orders-db-drill-failover',
      'CronJob shop/orders-db-drill-backup',
      'CronJob shop/orders-db-pgbench',
    ]);
    expect(hasScheduledDrills(ALL)).toBe(true);
  });

  test('pass admission and all rules, and are the same bytes every time', () => {
    const documents = scheduled(ALL).map((manifest) => ({ manifest, file: null, document: null }));
    const found = judge(documents, { target: DEFAULT_TARGET, now: new Date('2026-03-01') });
    // Kubernetes' own kinds have no schema here: a real API server takes them in test/apiserver.
    expect(found.filter(({ rule }) => rule !== 'schema-unknown-kind')).toEqual([]);
    expect(JSON.stringify(scheduled(ALL))).toBe(JSON.stringify(scheduled(ALL)));
  });

  test('are no left-overs of a drill', () => {
    expect(JSON.stringify(scheduled(ALL))).not.toContain(`"${DRILL_LABEL}"`);
  });

  test.each(scheduled(ALL).filter(({ kind }) => kind === 'CronJob'))('$metadata.name: a restricted pod', (job) => {
    const pod = at(job, POD);
    expect(at(pod, 'securityContext')).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(Number(at(pod, 'securityContext.runAsUser'))).toBeGreaterThan(0);
    expect(at(pod, 'containers')).toHaveLength(1);
    expect(at(pod, 'containers.0.securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    for (const host of ['hostNetwork', 'hostPID', 'hostIPC', 'volumes']) expect(pod).not.toHaveProperty(host);
    expect(at(job, 'spec')).toMatchObject({ timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' });
  });
});

describe('the command', () => {
  const job = only({ command: { image: IMAGE, drills: { failover: WEEKLY } } }, 'CronJob');

  test('is asked for this cluster, at that time', () => {
    expect(at(job, 'spec.schedule')).toBe('0 3 * * MON');
    expect(at(job, `${POD}.containers.0.image`)).toBe(IMAGE);
    expect(at(job, `${POD}.containers.0.command`)).toEqual(
      'node build/main.js drill failover --app shop --cluster orders-db --namespace shop --report /tmp'.split(' '),
    );
    expect(at(job, `${POD}.serviceAccountName`)).toBe('orders-db-drills');
  });

  test('never says --yes: the namespace decides', () => expect(JSON.stringify(job)).not.toContain('--yes'));
});

describe('pgbench', () => {
  const pgbench = { schedule: WEEKLY, ...LOAD };

  test('needs nothing but the cluster: image, service, database, owner and secret are its own', () => {
    expect(scheduled({ pgbench }).map(({ kind }) => kind)).toEqual(['CronJob']);
    const job = only({ pgbench }, 'CronJob');
    expect(at(job, `${POD}.containers.0.image`)).toBe('ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie');
    expect(at(job, `${POD}.containers.0.env`)).toEqual([
      { name: 'PGHOST', value: 'orders-db-rw.shop.svc.cluster.local' },
      { name: 'PGDATABASE', value: 'orders' },
      { name: 'PGUSER', value: 'app' },
      { name: 'PGSSLMODE', value: 'require' },
      { name: 'SCALE', value: '3' },
      { name: 'CLIENTS', value: '5' },
      { name: 'SECONDS_OF_LOAD', value: '30' },
      { name: 'SCHEMA', value: 'cnpg_gitops_pgbench' },
      { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'orders-db-app', key: 'password' } } },
    ]);
    expect(at(job, `${POD}.automountServiceAccountToken`)).toBe(false);
    expect(at(job, 'spec.jobTemplate.spec.template.metadata.labels')).toEqual({
      'app.kubernetes.io/name': 'orders-db-pgbench',
      'cnpg-gitops/drill-client': 'orders-db',
    });
  });

  test('follows a secret of one’s own', () => {
    const bootstrap = initdb({ database: 'orders', owner: 'app', secret: Secret.fromSecretName('own') });
    expect(JSON.stringify(only({ pgbench }, 'CronJob', { bootstrap }))).toContain('{"name":"own","key":"password"}');
  });

  test('of a catalog needs an image', () => {
    const app = new App();
    const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
    const image = new ImageCatalog(folder, 'Images', { name: 'images', images: { 17: 'postgres:17.7' } });
    const db = cluster(folder, { image });
    const add = (given: object) => addDrillSchedule(app, 'shop', db, { pgbench: { ...pgbench, ...given } });
    expect(() => add({})).toThrow(
      'shop--drill-schedule/Drills: pgbench: the image of the cluster is in a catalog; give `pgbench.image`',
    );
  });
});

describe('refuses', () => {
  const drills = (command: object, image = IMAGE): DrillScheduleOptions => ({ command: { image, drills: command } });
  const at3 = (expression: string) => ({ failover: Schedule.parse(expression) });

  test.each<[string, DrillScheduleOptions, Partial<PostgresClusterProps>, string]>([
    ['no tag', drills({ failover: WEEKLY }, 'drills'), {}, 'image "drills" floats; give it an exact tag or a digest'],
    ['latest', drills({ failover: WEEKLY }, 'drills:latest'), {}, 'image "drills:latest" floats'],
    ['a floating image of pgbench', { pgbench: { schedule: WEEKLY, ...LOAD, image: 'a/b' } }, {}, 'image "a/b" floats'],
    [
      'no load',
      { pgbench: { schedule: WEEKLY, ...LOAD, clients: 0 } },
      {},
      'pgbench.clients is 0: give a whole number',
    ],
    ['seconds', drills(at3('30 0 3 * * *')), {}, 'schedule "30 0 3 * * *": a drill begins at a full minute of the day'],
    ['an interval', drills({ failover: Schedule.every(Duration.hours(6)) }), {}, 'and no interval'],
    [
      'a failover of one',
      drills({ failover: WEEKLY }),
      { instances: 1 },
      'drill failover of cluster "orders-db": it has one',
    ],
    ['a partition of one', drills({ partition: WEEKLY }), { instances: 1 }, 'drill partition of cluster "orders-db"'],
    [
      'a restore out of nothing',
      drills({ restore: WEEKLY }),
      { archive: undefined },
      'it archives nowhere; give it an `archive`',
    ],
    [
      'a backup into nothing',
      drills({ backup: WEEKLY }),
      { archive: undefined },
      'drill backup of cluster "orders-db": it arch',
    ],
  ])('%s', (_, options, props, message) => {
    expect(() => declared(options, props)).toThrow(message);
  });

  test('nothing that a descriptor says', () => {
    expect(at(only(drills(at3('@daily')), 'CronJob'), 'spec.schedule')).toBe('@daily');
  });
});
