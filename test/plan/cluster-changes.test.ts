import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, parameters, planOf } from './objects';

type Fields = Record<string, unknown>;

function first(before: Manifest, after: Manifest) {
  const [change] = planOf([before], [after]).changes;
  return { impact: change?.impact, ...change?.fields[0] };
}

const archiver = {
  name: 'barman-cloud.cloudnative-pg.io',
  isWALArchiver: true,
  parameters: { barmanObjectName: 'store' },
};
const barman = { barmanObjectStore: { destinationPath: 's3://a', s3Credentials: { inheritFromIAMRole: true } } };
const elsewhere = { barmanObjectStore: { ...barman.barmanObjectStore, destinationPath: 's3://b' } };

const ROWS: readonly (readonly [
  what: string,
  before: Fields,
  after: Fields,
  impact: string,
  path: string,
  reason: RegExp,
])[] = [
  [
    'instances up',
    { instances: 2 },
    { instances: 4 },
    'reload',
    'spec.instances',
    /2 replicas are copied from the primary, a full base backup each.*loads its disk and network/,
  ],
  [
    'down to one',
    { instances: 3 },
    { instances: 1 },
    'outage',
    'spec.instances',
    /nothing to fail over to.*2 newest replicas/,
  ],
  [
    'storage grows',
    {},
    { storage: { size: '20Gi', storageClass: 'fast' } },
    'none',
    'spec.storage.size',
    /from 10Gi to 20Gi in place/,
  ],
  [
    'storage that may not grow in use',
    {},
    { storage: { size: '20Gi', storageClass: 'fast', resizeInUseVolumes: false } },
    'ignored',
    'spec.storage.size',
    /remain at 10Gi/,
  ],
  [
    'WAL volume shrinks',
    { walStorage: { size: '2Gi' } },
    { walStorage: { size: '1Gi' } },
    'rejected',
    'spec.walStorage.size',
    /2Gi to 1Gi/,
  ],
  ['WAL volume goes', { walStorage: { size: '2Gi' } }, {}, 'rejected', 'spec.walStorage', /cannot be removed/],
  [
    'tablespace comes',
    {},
    { tablespaces: [{ name: 'logs', storage: { size: '1Gi' } }] },
    'rolling-update',
    'spec.tablespaces',
    /a tablespace is added.*nothing moves/,
  ],
  [
    'tablespace goes',
    {
      tablespaces: [
        { name: 'logs', storage: { size: '1Gi' } },
        { name: 'cold', storage: { size: '1Gi' } },
      ],
    },
    { tablespaces: [{ name: 'logs', storage: { size: '1Gi' } }] },
    'rejected',
    'spec.tablespaces[name=cold]',
    /tablespaces cannot be removed/,
  ],
  [
    'major upgrade',
    {},
    { imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1' },
    'outage',
    'spec.imageName',
    /from PostgreSQL 17 to 18.*3 instances restart: all instances at the same time\. Without writes for 60 to 1800 s/,
  ],
  [
    'major downgrade',
    {},
    { imageName: 'ghcr.io/cloudnative-pg/postgresql:16.9' },
    'rejected',
    'spec.imageName',
    /17 back to 16/,
  ],
  [
    'minor back',
    {},
    { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.5' },
    'rolling-update',
    'spec.imageName',
    /17\.6 is downgraded to 17\.5/,
  ],
  ['user id', {}, { postgresUID: 1000 }, 'rejected', 'spec.postgresUID', /26 to 1000/],
  ['synchronous off', sync(), parameters({}), 'reload', 'spec.postgresql.synchronous', /no longer wait/],
  [
    'a plugin comes that is switched off',
    {},
    { plugins: [{ ...archiver, enabled: false }] },
    'rolling-update',
    'spec.plugins',
    /recreated(?!.*base backup)/,
  ],
  [
    'a plugin is switched on',
    { plugins: [{ ...archiver, enabled: false }] },
    { plugins: [archiver] },
    'rolling-update',
    'spec.plugins[name=barman-cloud.cloudnative-pg.io].enabled',
    /enabled.*take a base backup/,
  ],
  ['plugin comes', {}, { plugins: [archiver] }, 'rolling-update', 'spec.plugins', /sidecar.*take a base backup/],
  [
    'plugin goes',
    { plugins: [archiver] },
    {},
    'data-loss',
    'spec.plugins',
    /nothing written from now on can be restored/,
  ],
  [
    'plugin stops archiving',
    { plugins: [archiver] },
    { plugins: [{ ...archiver, isWALArchiver: false }] },
    'data-loss',
    'spec.plugins[name=barman-cloud.cloudnative-pg.io].isWALArchiver',
    /no longer archives WAL/,
  ],
  [
    'other store',
    { plugins: [archiver] },
    { plugins: [{ ...archiver, parameters: { barmanObjectName: 'other' } }] },
    'replace',
    'spec.plugins[name=barman-cloud.cloudnative-pg.io].parameters.barmanObjectName',
    /new archive begins/,
  ],
  [
    'slot prefix while the slots are disabled',
    slots('a_'),
    slots('b_'),
    'none',
    'spec.replicationSlots.highAvailability.slotPrefix',
    /are disabled/,
  ],
  ['own archive begins', {}, { backup: barman }, 'none', 'spec.backup', /archived from now on/],
  ['own archive ends', { backup: barman }, {}, 'data-loss', 'spec.backup', /itself no longer archives/],
  [
    'own archive moves',
    { backup: barman },
    { backup: elsewhere },
    'replace',
    'spec.backup.barmanObjectStore.destinationPath',
    /new archive/,
  ],
  [
    'replica of another source',
    replica(true),
    { ...replica(true), replica: { enabled: true, source: 'other' } },
    'reload',
    'spec.replica.source',
    /role of the cluster does not change/,
  ],
  [
    'certificate of one’s own',
    {},
    { certificates: { serverTLSSecret: 'tls', serverCASecret: 'ca' } },
    'reload',
    'spec.certificates',
    /other certificates/,
  ],
  [
    'replica promoted',
    { ...replica(true) },
    { ...replica(false) },
    'restart',
    'spec.replica.enabled',
    /promotion.*without a promotion token/,
  ],
  ['replica demoted', { ...replica(false) }, { ...replica(true) }, 'outage', 'spec.replica.enabled', /demotion/],
  [
    'slot prefix',
    {},
    { replicationSlots: { highAvailability: { enabled: true, slotPrefix: 'x_' } } },
    'rejected',
    'spec.replicationSlots.highAvailability.slotPrefix',
    /_cnpg_/,
  ],
];

function slots(slotPrefix: string): Fields {
  return { replicationSlots: { highAvailability: { enabled: false, slotPrefix } } };
}

function sync(): Fields {
  const { postgresql } = parameters({});
  return { postgresql: { ...(postgresql as Fields), synchronous: { method: 'any', number: 1 } } };
}

function replica(enabled: boolean): Fields {
  return {
    bootstrap: { pg_basebackup: { source: 'origin' } },
    externalClusters: ['origin', 'other'].map((name) => ({ name, connectionParameters: { host: name } })),
    replica: { enabled, source: 'origin' },
  };
}

describe('changes of a Cluster', () => {
  test.each(ROWS)('%s', (_what, before, after, impact, path, reason) => {
    const found = first(cluster(before), cluster(after));
    expect(found).toMatchObject({ impact, path });
    expect(found.reason).toMatch(reason);
  });

  test.each([
    ['hibernated', 'cnpg.io/hibernation', 'on', 'outage', /volumes remain/],
    ['fenced', 'cnpg.io/fencedInstances', '["*"]', 'outage', /stops in all instances/],
    ['fenced one', 'cnpg.io/fencedInstances', '["shop-db-2"]', 'outage', /stops in \["shop-db-2"\]/],
    ['left alone', 'cnpg.io/reconciliationLoop', 'disabled', 'ignored', /no failover/],
    ['restarted', 'kubectl.kubernetes.io/restartedAt', '2026-01-01', 'rolling-update', /restart of all instances/],
    ['noted', 'example.com/note', 'x', 'none', /does not read/],
  ])('annotation: %s', (_what, annotation, value, impact, reason) => {
    const annotated = cluster({}, { annotations: { [annotation]: value } });
    expect(first(cluster(), annotated)).toMatchObject({ impact, path: `metadata.annotations[${annotation}]` });
    expect(first(cluster(), annotated).reason).toMatch(reason);
    expect(['none', 'rolling-update']).toContain(first(annotated, cluster()).impact);
  });

  test('a protection that goes', () => {
    const guarded = cluster({}, { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } });
    expect(first(guarded, cluster())).toMatchObject({ impact: 'none' });
    expect(first(guarded, cluster()).reason).toMatch(/removing the object from git deletes it/);
    expect(first(cluster(), guarded).reason).toMatch(/Argo CD treats/);
  });
});
