import { App } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ApiDeployment,
  Duration,
  ExternalCluster,
  Folder,
  initdb,
  POSTGRES_ENV,
  type PostgresClusterProps,
  Schedule,
  Secret,
} from '../../constructs/index';
import { cluster, MINIMAL, store } from './support/cluster';
import { manifestsOf, refused, render } from './support/render';

// Laws that hold for whatever is built.

function everything(scope: Construct): void {
  const db = cluster(scope, { instances: 3, archive: store(scope), volumeSnapshots: {} });
  db.addRole({ name: 'audit', password: Secret.fromSecretName('audit') });
  db.addScheduledBackup('Daily', { name: 'daily', schedule: Schedule.daily({ hour: 2 }) });
  db.addDatabase('Audit', { name: 'audit', owner: 'audit' });
  db.addPublication('All', { name: 'all', target: { allTables: true } });
  db.addSubscription('In', {
    name: 'in',
    publication: 'all',
    source: ExternalCluster.fromConnection({ name: 'origin', host: 'db', user: 'app' }),
  });
  db.addPodMonitor('Metrics', { name: 'orders-metrics' });
  const pool = db.addPooler('Pool', { name: 'orders-pool', mode: 'transaction', instances: 2 });
  new ApiDeployment(scope, 'Api', {
    name: 'api',
    image: 'api:1',
    port: 80,
    replicas: 2,
    resources: { limits: { memory: '1Gi' } },
    probe: { path: '/' },
    database: pool.connect(),
    databaseEnv: POSTGRES_ENV,
  });
}

it('moving code never renames or changes anything', () => {
  const here = render(everything);
  const app = new App();
  const folder = new Folder(app, 'other/place', { namespace: 'shop' });
  everything(new Construct(new Construct(folder, 'Deeper'), 'Still'));
  expect(manifestsOf(app)).toEqual(here);
  expect(here.map(({ kind }) => kind)).toHaveLength(12);
});

it('the same source makes the same objects', () => expect(render(everything)).toEqual(render(everything)));

/** One value for each optional prop; any choice of them makes a cluster that the API server takes. */
const PROPS: Partial<PostgresClusterProps> = {
  description: 'orders',
  bootstrap: initdb({ database: 'a', owner: 'b', dataChecksums: true }),
  walStorage: { size: '20Gi' },
  tablespaces: [{ name: 'archive', storage: { size: '1Gi' } }],
  resources: { requests: { memory: '1Gi' } },
  parameters: { work_mem: '8MB' },
  preloadLibraries: ['pg_cron'],
  pgHba: ['hostssl all all all scram-sha-256'],
  pgIdent: [],
  enableAlterSystem: false,
  backupTarget: 'primary',
  volumeSnapshots: {},
  synchronous: false,
  spread: { across: 'node', required: true },
  antiAffinity: false,
  placement: { nodeSelector: { disk: 'ssd' } },
  enablePDB: true,
  primaryUpdateMethod: 'restart',
  probes: { liveness: { timeoutSeconds: 5 } },
  stopDelay: Duration.minutes(2),
  roles: [{ name: 'reporting', login: true }],
  services: [{ name: 'orders', access: 'rw' }],
  disabledServices: ['r', 'ro'],
  externalClusters: [ExternalCluster.fromConnection({ name: 'legacy', host: 'db', user: 'app' })],
  certificates: { altDnsNames: [] },
  superuserAccess: true,
  customQueries: [],
  metricsTls: true,
  plugins: [{ name: 'audit.example.com' }],
  env: [{ name: 'TZ', value: 'UTC' }],
  imagePullSecrets: [],
  logLevel: 'debug',
  hibernated: true,
};

const subset = fc.subarray(Object.keys(PROPS) as (keyof PostgresClusterProps)[]);
const chosen = (keys: readonly (keyof PostgresClusterProps)[]) =>
  Object.fromEntries(keys.map((key) => [key, PROPS[key]])) as Partial<PostgresClusterProps>;

/** Paths of empty lists and maps: the API server drops or fills them, and Argo CD shows drift forever. */
function empties(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  return entries.length === 0 ? [path] : entries.flatMap(([key, field]) => empties(field, `${path}.${key}`));
}

describe('any choice of props', () => {
  const made = (keys: (keyof PostgresClusterProps)[], instances: number) =>
    render((folder) => cluster(folder, { ...chosen(keys), instances }));

  it('is admitted, and without empty lists and maps', () => {
    fc.assert(
      fc.property(subset, fc.integer({ min: 1, max: 5 }), (keys, instances) => {
        const manifests = made(keys, instances);
        expect(refused(manifests)).toEqual([]);
        expect(empties(manifests)).toEqual([]);
      }),
    );
  });

  it('needs no order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(PROPS) as (keyof PostgresClusterProps)[]), (keys) => {
        const sorted = [...keys].sort();
        expect(made(keys, 3)).toEqual(made(sorted, 3));
      }),
    );
  });

  it('leaves the least as it was', () => {
    expect(made([], MINIMAL.instances)).toEqual(render((folder) => cluster(folder)));
  });
});
