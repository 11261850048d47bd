import { describe, expect, test } from 'vitest';
import { IMPACTS, type Impact } from '../../plan';
import { cluster, parameters, planOf } from './objects';

// What CNPG 1.28.0 did with each change: three instances, primaryUpdateMethod switchover, one change at a time, pods and start
// times of PostgreSQL compared before and after.

type Row = readonly [changed: string, spec: Record<string, unknown>, impact: Impact, reason: RegExp];

const ROWS: readonly Row[] = [
  ['work_mem', parameters({ work_mem: '8MB' }), 'reload', /without a restart \(context user\)/],
  ['pg_hba', { postgresql: { ...hba() } }, 'reload', /new connections/],
  [
    'synchronous',
    { postgresql: { ...sync() } },
    'reload',
    /commits wait for 1 standby; while there are fewer standbys all writes wait/,
  ],
  [
    'shared_buffers',
    parameters({ shared_buffers: '300MB' }),
    'rolling-update',
    /2 replicas one after another.*then a switchover/,
  ],
  ['shared_preload_libraries', { postgresql: { ...libraries() } }, 'rolling-update', /loaded at server start/],
  ['pgaudit.*', parameters({ 'pgaudit.log': 'ddl' }), 'rolling-update', /adds its library to shared_preload_libraries/],
  ['max_connections up', parameters({ max_connections: '200' }), 'rolling-update', /the replicas restart first/],
  [
    'max_connections down',
    parameters({ max_connections: '50' }),
    'restart',
    /primary restarts in place immediately, then the replicas/,
  ],
  [
    'image minor',
    { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie' },
    'rolling-update',
    /17\.6 becomes 17\.7/,
  ],
  [
    'resources',
    { resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } } },
    'rolling-update',
    /all pods are recreated/,
  ],
  ['env', { env: [{ name: 'TZ', value: 'UTC' }] }, 'rolling-update', /environment/],
  [
    'topologySpreadConstraints',
    { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] },
    'rolling-update',
    /spread/,
  ],
  ['affinity', { affinity: { podAntiAffinityType: 'required' } }, 'rolling-update', /scheduling/],
  ['stopDelay', { stopDelay: 600 }, 'rolling-update', /grace period/],
  ['logLevel', { logLevel: 'debug' }, 'rolling-update', /argument/],
  ['probe settings', { probes: { readiness: { failureThreshold: 5 } } }, 'rolling-update', /probes/],
  [
    'walStorage added',
    { walStorage: { size: '5Gi', storageClass: 'fast' } },
    'rolling-update',
    /volume for WAL is added/,
  ],
  ['smartShutdownTimeout', { smartShutdownTimeout: 5 }, 'none', /no process restarts/],
  ['inheritedMetadata', { inheritedMetadata: { labels: { team: 'a' } } }, 'none', /no process restarts/],
  ['enableSuperuserAccess', { enableSuperuserAccess: true }, 'none', /no process restarts/],
  [
    'certificates.serverAltDNSNames',
    { certificates: { serverAltDNSNames: ['db.example.com'] } },
    'none',
    /no process restarts/,
  ],
  ['managed.services', { managed: { services: { additional: [service()] } } }, 'none', /Services are added/],
  [
    'misspelled parameter',
    parameters({ shared_bufers: '1GB' }),
    'outage',
    /accepts it.*at the next restart.*refuses to start; write shared_buffers/,
  ],
  ['storage.storageClass', { storage: { size: '10Gi', storageClass: 'slow' } }, 'ignored', /next new replica/],
  [
    'bootstrap',
    { bootstrap: { initdb: { database: 'shop', owner: 'shop', walSegmentSize: 32 } } },
    'ignored',
    /create a new Cluster/,
  ],
  [
    'bootstrap database',
    { bootstrap: { initdb: { database: 'other', owner: 'shop' } } },
    'ignored',
    /still control the application role/,
  ],
  [
    'bootstrap recovery',
    { bootstrap: { recovery: { backup: { name: 'b' }, database: 'shop', owner: 'shop' } } },
    'ignored',
    /ignored/,
  ],
  [
    'image and parameter in one change',
    { imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie', ...parameters({ work_mem: '8MB' }) },
    'rejected',
    /changes together with postgresql.parameters/,
  ],
  ['storage.size smaller', { storage: { size: '5Gi', storageClass: 'fast' } }, 'rejected', /only grow|never shrink/],
  [
    'instances 3 → 2',
    { instances: 2 },
    'none',
    /newest replica and the volumes of it are deleted; the primary is never among them/,
  ],
];

function hba() {
  return { ...(parameters({}).postgresql as object), pg_hba: ['hostssl all all all scram-sha-256'] };
}

function sync() {
  return {
    ...(parameters({}).postgresql as object),
    synchronous: { method: 'any', number: 1, dataDurability: 'required' },
  };
}

function libraries() {
  return { ...(parameters({}).postgresql as object), shared_preload_libraries: ['auto_explain'] };
}

function service() {
  return { selectorType: 'rw', serviceTemplate: { metadata: { name: 'shop-db-extra' }, spec: { type: 'ClusterIP' } } };
}

describe('what the operator did with a change', () => {
  test.each(ROWS)('%s', (_changed, spec, impact, reason) => {
    const { changes, worst } = planOf([cluster()], [cluster(spec)]);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ kind: 'Cluster', namespace: 'shop', name: 'shop-db', action: 'update', impact });
    expect(worst).toBe(impact);
    expect(changes[0]?.fields[0]?.impact).toBe(impact);
    expect(changes[0]?.fields[0]?.reason).toMatch(reason);
  });

  test('every impact is a word of the ladder', () => {
    expect(IMPACTS).toEqual(expect.arrayContaining(ROWS.map(([, , impact]) => impact)));
  });
});
