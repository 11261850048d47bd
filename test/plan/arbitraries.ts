import fc from 'fast-check';
import type { Manifest } from '../../manifests/object/manifest';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const parameters = fc.record(
  {
    work_mem: fc.constantFrom('4MB', '8MB', '8192kB', '1GB'),
    shared_buffers: fc.constantFrom('128MB', '131072kB', '256MB'),
    max_connections: fc.constantFrom('100', '200', '50'),
    checkpoint_timeout: fc.constantFrom('5min', '300s', '10min'),
    log_checkpoints: fc.constantFrom('yes', 'true', 'no'),
    'pgaudit.log': fc.constantFrom('ddl', 'write'),
    'auto_explain.log_min_duration': fc.constantFrom('10s', '10000ms'),
  },
  { requiredKeys: [] },
);

const env = fc.uniqueArray(
  fc.record({ name: fc.constantFrom('TZ', 'A', 'B', 'C'), value: fc.constantFrom('x', 'y') }),
  {
    selector: ({ name }) => name,
  },
);

const roles = fc.uniqueArray(
  fc.record(
    {
      name: fc.constantFrom('reader', 'writer', 'admin'),
      ensure: fc.constantFrom('present', 'absent'),
      login: fc.boolean(),
      inRoles: fc.shuffledSubarray(['pg_monitor', 'pg_read_all_data', 'app']),
    },
    { requiredKeys: ['name'] },
  ),
  { selector: ({ name }) => name },
);

const tolerations = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b'), operator: fc.constant('Exists'), effect: fc.constant('NoSchedule') }),
  { maxLength: 2 },
);

const clusterSpec = fc
  .record({
    instances: fc.integer({ min: 1, max: 4 }),
    imageName: fc.constantFrom('17.6', '17.7', '18.1').map((tag) => `ghcr.io/cloudnative-pg/postgresql:${tag}`),
    primaryUpdateMethod: optional(fc.constantFrom('switchover', 'restart')),
    storage: fc.record({ size: fc.constantFrom('1Gi', '1024Mi', '10Gi'), storageClass: optional(fc.constant('fast')) }),
    walStorage: optional(fc.record({ size: fc.constantFrom('1Gi', '2Gi') })),
    postgresql: optional(
      fc.record({
        parameters: optional(parameters),
        pg_hba: optional(fc.array(fc.constantFrom('host all all all trust', 'local all all peer'))),
      }),
    ),
    env: optional(env),
    managed: optional(fc.record({ roles })),
    affinity: optional(fc.record({ tolerations: optional(tolerations) })),
    resources: optional(
      fc.record({
        requests: fc.record({ cpu: fc.constantFrom('1', '1000m', '2'), memory: fc.constantFrom('1Gi', '2Gi') }),
      }),
    ),
    plugins: optional(
      fc.shuffledSubarray([
        { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'store' } },
        { name: 'example.com', enabled: true },
      ]),
    ),
    bootstrap: optional(fc.record({ initdb: fc.record({ database: fc.constantFrom('app', 'shop') }) })),
  })
  .map(present);

const store = fc
  .record({
    configuration: fc.record({ destinationPath: fc.constantFrom('s3://a', 's3://b') }),
    retentionPolicy: optional(fc.constantFrom('7d', '1w', '30d')),
  })
  .map(present);

const schedule = fc.record({
  cluster: fc.constant({ name: 'a' }),
  schedule: fc.constantFrom('0 0 2 * * *', '@daily', '0 0 0 * * *'),
});

const deployment = fc.record({
  replicas: fc.integer({ min: 1, max: 3 }),
  selector: fc.constant({ matchLabels: { app: 'api' } }),
  template: fc.record({
    spec: fc.record({
      containers: fc.tuple(fc.record({ name: fc.constant('api'), image: fc.constantFrom('a:1', 'a:2'), env })),
    }),
  }),
});

const metadata = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    namespace: fc.constantFrom('shop', 'bank'),
    labels: optional(fc.dictionary(fc.constantFrom('team', 'example.com/tier'), fc.constantFrom('x', 'y'))),
    annotations: optional(fc.dictionary(fc.constantFrom('cnpg.io/hibernation', 'note'), fc.constantFrom('on', 'off'))),
  })
  .map(present);

function of(apiVersion: string, kind: string, spec: fc.Arbitrary<object>): fc.Arbitrary<Manifest> {
  return fc.record({
    apiVersion: fc.constant(apiVersion),
    kind: fc.constant(kind),
    metadata,
    spec,
  }) as fc.Arbitrary<Manifest>;
}

export const cluster = of('postgresql.cnpg.io/v1', 'Cluster', clusterSpec);

const manifest = fc.oneof(
  { arbitrary: cluster, weight: 4 },
  of('barmancloud.cnpg.io/v1', 'ObjectStore', store),
  of('postgresql.cnpg.io/v1', 'ScheduledBackup', schedule),
  of('apps/v1', 'Deployment', deployment),
);

/** Objects with an identity each. */
export const manifests = fc.uniqueArray(manifest, {
  maxLength: 8,
  selector: ({ kind, metadata: { namespace, name } }) => `${kind} ${namespace}/${name}`,
});

/** The same objects in another spelling: lists with names and keys of maps in another order, values with other units, a status. */
export function respelt(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => respelt(item, random));
    const names = items.map((item) =>
      typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined,
    );
    const keyed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
    return keyed || items.includes('pg_monitor') ? items.toReversed() : items;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, respelt(item, random)] as const);
    return Object.fromEntries(entries.toReversed());
  }
  const group = SAME.find((each) => each.includes(String(value)));
  return typeof value === 'string' && group ? group[Math.floor(random() * group.length)] : value;
}

const SAME: readonly (readonly string[])[] = [
  ['8MB', '8192kB'],
  ['128MB', '131072kB'],
  ['5min', '300s'],
  ['1Gi', '1024Mi', '1048576Ki', '1073741824'],
  ['1', '1000m'],
  ['yes', 'true'],
  ['7d', '1w'],
  ['@daily', '0 0 0 * * *', '@midnight'],
  ['10s', '10000ms'],
];

function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
