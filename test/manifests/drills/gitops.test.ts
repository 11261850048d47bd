import { describe, expect, test } from 'vitest';
import { type ScheduledDrills, scheduledDrills } from '../../../manifests/drills/gitops';
import { DRILL_LABEL } from '../../../manifests/drills/labels';
import { at, type Manifest } from '../../../manifests/manifest';

const WHO = { namespace: 'shop', cluster: 'shop-db', application: 'shop' };
const WEEKLY = { schedule: '0 3 * * 1' };
const DATABASE = { image: 'postgres', host: 'shop-db-rw', database: 'shop', user: 'shop', secret: 'shop-db-app' };

function kinds(drills: Partial<ScheduledDrills>): string[] {
  return scheduledDrills({ ...WHO, ...drills }).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

function only(drills: Partial<ScheduledDrills>, kind: string): Manifest | undefined {
  return scheduledDrills({ ...WHO, ...drills }).find((manifest) => manifest.kind === kind);
}

describe('drills under GitOps', () => {
  test('are off by default', () => {
    expect(scheduledDrills(WHO)).toEqual([]);
    expect(scheduledDrills({ ...WHO, image: 'drills', command: {}, chaosMesh: {} })).toEqual([]);
  });

  test('run the command, with an account that may do what it does', () => {
    expect(kinds({ image: 'drills:1', command: { failover: WEEKLY, restore: WEEKLY } })).toEqual([
      'ServiceAccount/shop-db-drills',
      'Role/shop-db-drills',
      'RoleBinding/shop-db-drills',
      'ClusterRole/shop-shop-db-drills',
      'ClusterRoleBinding/shop-shop-db-drills',
      'CronJob/shop-db-drill-failover',
      'CronJob/shop-db-drill-restore',
    ]);
    const job = only({ image: 'drills:1', command: { failover: WEEKLY } }, 'CronJob');
    expect(job?.spec).toMatchObject({ schedule: '0 3 * * 1', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' });
    const container = at(job, 'spec.jobTemplate.spec.template.spec.containers.0');
    expect(at(container, 'image')).toBe('drills:1');
    expect(at(container, 'command')).toEqual(
      'node build/main.js drill failover --app shop --namespace shop --report /tmp'.split(' '),
    );
  });

  test('never say --yes: the namespace decides', () => {
    expect(JSON.stringify(scheduledDrills({ ...WHO, image: 'drills', command: { failover: WEEKLY } }))).not.toContain(
      '--yes',
    );
  });

  test('of the command need its image', () => {
    expect(() => scheduledDrills({ ...WHO, command: { failover: WEEKLY } })).toThrow(
      /drills of shop\/shop-db: failover run the command/,
    );
  });

  test('pgbench needs nothing but the cluster', () => {
    const pgbench = { ...WEEKLY, timeZone: 'Europe/Berlin', scale: 3, clients: 5, seconds: 30, database: DATABASE };
    expect(kinds({ pgbench })).toEqual(['CronJob/shop-db-pgbench']);
    const job = only({ pgbench }, 'CronJob');
    expect(at(job, 'spec.timeZone')).toBe('Europe/Berlin');
    expect(at(job, 'spec.jobTemplate.spec.template.spec.containers.0.env')).toEqual(
      expect.arrayContaining([
        { name: 'SCALE', value: '3' },
        { name: 'CLIENTS', value: '5' },
        { name: 'SECONDS_OF_LOAD', value: '30' },
      ]),
    );
  });

  test.each([
    ['failover', 'PodChaos', 'podChaos', 'pod-kill'],
    ['partition', 'NetworkChaos', 'networkChaos', 'loss'],
  ] as const)('Chaos Mesh: %s', (drill, type, field, action) => {
    const schedule = only({ chaosMesh: { [drill]: WEEKLY } }, 'Schedule');
    expect(schedule?.spec).toMatchObject({
      schedule: '0 3 * * 1',
      type,
      [field]: {
        action,
        selector: {
          namespaces: ['shop'],
          labelSelectors: { 'cnpg.io/cluster': 'shop-db', 'cnpg.io/instanceRole': 'primary' },
        },
      },
    });
  });

  test('are no left-overs of a drill', () => {
    const all = scheduledDrills({
      ...WHO,
      image: 'drills',
      command: { failover: WEEKLY },
      pgbench: { ...WEEKLY, scale: 1, clients: 1, seconds: 1, database: DATABASE },
      chaosMesh: { partition: WEEKLY },
    });
    expect(JSON.stringify(all)).not.toContain(`"${DRILL_LABEL}"`);
  });
});
