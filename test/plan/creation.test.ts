import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

const ofShop = { cluster: { name: 'shop-db' } };
const pooler = (spec: Record<string, unknown> = {}, name = 'pool') =>
  object('Pooler', { ...ofShop, type: 'rw', instances: 2, pgbouncer: { poolMode: 'session' }, ...spec }, { name });
const schedule = (spec: Record<string, unknown>) =>
  object('ScheduledBackup', { schedule: '@daily', ...ofShop, ...spec });
const copy = (bootstrap: Record<string, unknown>) =>
  cluster(
    { bootstrap, externalClusters: [{ name: 'origin', connectionParameters: { host: 'shop-db-rw' } }] },
    { name: 'copy' },
  );
const imported = { type: 'microservice', databases: ['shop'], source: { externalCluster: 'origin' } };

const created = (manifest: Manifest, before: readonly Manifest[] = [cluster()]) => {
  const change = planOf(before, [cluster(), ...before.slice(1), manifest]).changes.find(
    ({ kind, name }) => kind === manifest.kind && name === manifest.metadata.name,
  );
  return { impact: change?.impact, reason: change?.fields[0]?.reason };
};

describe('what is new asks something of what runs', () => {
  test.each<readonly [what: string, manifest: Manifest, reason: RegExp]>([
    [
      'a Pooler',
      pooler(),
      /2 PgBouncer pods may open 40 connections .* of the 97 that max_connections of Cluster shop\/shop-db/,
    ],
    [
      'a Pooler with a pool of its own size',
      pooler({ pgbouncer: { parameters: { default_pool_size: '5' } } }),
      /open 10/,
    ],
    ['a schedule that begins at once', schedule({ immediate: true }), /a base backup of shop-db starts at once/],
    ['a Backup', object('Backup', ofShop), /a base backup of shop-db starts at once/],
    ['a copy', copy({ pg_basebackup: { source: 'origin' } }), /all data is read from external cluster "origin"/],
    ['an import', copy({ initdb: { import: imported } }), /all data is read from external cluster "origin"/],
  ])('%s', (_, manifest, reason) => {
    expect(created(manifest)).toEqual({ impact: 'reload', reason: expect.stringMatching(reason) });
  });

  test('a second Pooler comes on top of the first', () => {
    expect(created(pooler({}, 'second'), [cluster(), pooler()]).reason).toMatch(
      /other poolers of type rw 80, of the 97/,
    );
    expect(created(pooler({ type: 'ro' }, 'second'), [cluster(), pooler()]).reason).not.toMatch(/other poolers/);
  });
});

test.each<[what: string, manifest: Manifest, before?: readonly Manifest[]]>([
  ['a Pooler of a Cluster that is new, too', pooler(), []],
  ['a Backup of one', object('Backup', ofShop), []],
  ['a schedule that waits for its time', schedule({})],
  ['a suspended one', schedule({ immediate: true, suspend: true })],
  ['a recovery, which reads the archive', copy({ recovery: { backup: { name: 'once' } } })],
  ['a Service', object('Service', {})],
])('%s asks nothing', (_, manifest, before = [cluster()]) => {
  expect(planOf(before, [cluster(), manifest]).changes.flatMap(({ fields }) => fields)).toEqual([]);
});
