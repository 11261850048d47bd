import { archiveChecksums } from '../../../rules/expert/archive-checksums';
import { archiveEncryption } from '../../../rules/expert/archive-encryption';
import { archiveShared } from '../../../rules/expert/archive-shared';
import { archiveSidecarMemory } from '../../../rules/expert/archive-sidecar-memory';
import { archiveStaticCredentials } from '../../../rules/expert/archive-static-credentials';
import { barmanInTree } from '../../../rules/expert/barman-in-tree';
import { objectStoreRetention } from '../../../rules/expert/object-store-retention';
import { pluginName } from '../../../rules/expert/plugin-name';
import { pluginObjectName } from '../../../rules/expert/plugin-object-name';
import { pluginParameterUnknown } from '../../../rules/expert/plugin-parameter-unknown';
import { pluginServerName } from '../../../rules/expert/plugin-server-name';
import { recoveryArchiveSame } from '../../../rules/expert/recovery-archive-same';
import { retentionMisplaced } from '../../../rules/expert/retention-misplaced';
import { archived, BARMAN, cluster, objectStore, scheduledBackup, table, withMetadata } from './support';

const store = (configuration: Record<string, unknown>, spec: Record<string, unknown> = {}, name = 'backups') =>
  objectStore(name, 'shop', { configuration: { destinationPath: 's3://shop/db', ...configuration }, ...spec });
const inTree = (configuration: Record<string, unknown>, name = 'shop-db', spec: Record<string, unknown> = {}) =>
  cluster({ backup: { barmanObjectStore: { destinationPath: 's3://shop/db', ...configuration } }, ...spec }, name);
const external = (parameters: Record<string, string>) => [
  { name: 'source', plugin: { name: BARMAN, parameters: { barmanObjectName: 'backups', ...parameters } } },
];
const recovered = (externalClusters: unknown, archive: Record<string, string> = {}) =>
  archived({ bootstrap: { recovery: { source: 'source' } }, externalClusters }, 'shop-db', archive);
const oldEntry = (configuration: Record<string, unknown>) => [
  { name: 'source', barmanObjectStore: { destinationPath: 's3://shop/db', ...configuration } },
];

table(recoveryArchiveSame, [
  ['the default names of both', [recovered(external({}))], ['ObjectStore shop/backups, server name shop-db']],
  ['the name written out', [recovered(external({ serverName: 'shop-db' }))], ['server name shop-db']],
  ['a name of its own', [recovered(external({ serverName: 'shop-db' }), { serverName: 'shop-db-2' })], []],
  [
    'without the check of the operator, of which another rule speaks',
    [withMetadata(recovered(external({})), { annotations: { 'cnpg.io/skipEmptyWalArchiveCheck': 'enabled' } })],
    [],
  ],
  [
    'two stores with one path',
    [
      recovered(external({ barmanObjectName: 'old', serverName: 'shop-db' })),
      store({}),
      store({ destinationPath: 's3://shop/db/' }, {}, 'old'),
    ],
    ['restored from s3://shop/db, server name shop-db'],
  ],
  [
    'two stores with the same path at two endpoints',
    [
      recovered(external({ barmanObjectName: 'old' })),
      store({}),
      store({ endpointURL: 'https://s3.example.com' }, {}, 'old'),
    ],
    [],
  ],
  ['two stores that are not in the run', [recovered(external({ barmanObjectName: 'old' }))], []],
  [
    'in-tree, where the entry gives its name',
    [
      inTree({ serverName: 'source' }, 'new', {
        bootstrap: { recovery: { source: 'source' } },
        externalClusters: oldEntry({}),
      }),
    ],
    ['server name source'],
  ],
  [
    'an entry that is no source of a recovery',
    [archived({ externalClusters: external({ serverName: 'shop-db' }) })],
    [],
  ],
]);

table(archiveShared, [
  ['one Cluster in two files', [archived(), archived({ instances: 2 })], []],
  [
    'one server name twice, once',
    [archived(), archived({}, 'other', { serverName: 'shop-db' })],
    ['Cluster shop/shop-db archives'],
  ],
  [
    'in-tree and plugin',
    [inTree({ serverName: 'x' }), archived({}, 'other', { serverName: 'x' }), store({})],
    ['server name x'],
  ],
  ['their own names', [archived(), archived({}, 'other')], []],
  [
    'one name in two paths',
    [inTree({ serverName: 'x' }), inTree({ serverName: 'x', destinationPath: 's3://b' }, 'other')],
    [],
  ],
]);

table(pluginName, [
  [
    'a misspelled name',
    [cluster({ plugins: [{ name: 'barman-cloud.cloudnative-pg.oi' }] })],
    ['"barman-cloud.cloudnative-pg.oi" is not a known plugin'],
  ],
  ['one that is switched off', [cluster({ plugins: [{ name: 'barman-cloud', enabled: false }] })], []],
  [
    'the name of the chart',
    [cluster({ plugins: [{ name: 'barman-cloud' }] })],
    ['"barman-cloud" is not a known plugin'],
  ],
  [
    'the parameter of the plugin',
    [cluster({ plugins: [{ name: 'backup', parameters: { barmanObjectName: 'b' } }] })],
    ['"backup"'],
  ],
  [
    'a schedule',
    [scheduledBackup({ pluginConfiguration: { name: 'barmancloud.cloudnative-pg.io' } })],
    ['"barmancloud.'],
  ],
  [
    'an external cluster',
    [cluster({ externalClusters: [{ name: 's', plugin: { name: 'barmancloud' } }] })],
    ['"barmancloud"'],
  ],
  [
    'the plugin, and one of somebody else',
    [cluster({ plugins: [{ name: BARMAN }, { name: 'hello.example.com' }] })],
    [],
  ],
]);

table(pluginObjectName, [
  ['no parameters', [cluster({ plugins: [{ name: BARMAN }] })], ['barmanObjectName is missing']],
  [
    'an empty name',
    [cluster({ plugins: [{ name: BARMAN, parameters: { barmanObjectName: '' } }] })],
    ['barmanObjectName is missing'],
  ],
  ['a switched-off plugin', [cluster({ plugins: [{ name: BARMAN, enabled: false }] })], []],
  ['a name', [archived()], []],
]);

table(pluginParameterUnknown, [
  ['two of them', [archived({}, 'shop-db', { retention: '7d', path: 'x' })], ['"path"', '"retention"']],
  ['the two that there are', [archived({}, 'shop-db', { serverName: 'x' })], []],
]);

table(pluginServerName, [
  ['none', [cluster({ externalClusters: external({}) })], ['backups of "shop-db", this Cluster itself, not of source']],
  ['one', [cluster({ externalClusters: external({ serverName: 'old' }) })], []],
  ['the archive itself, where the default is right', [archived()], []],
]);

table(retentionMisplaced, [
  ['a store without one', [archived({ backup: { retentionPolicy: '30d' } }), store({})], ['nothing is ever deleted']],
  [
    'a store with another',
    [archived({ backup: { retentionPolicy: '30d' } }), store({}, { retentionPolicy: '7d' })],
    ['it uses 7d of ObjectStore backups'],
  ],
  ['in-tree', [inTree({}, 'shop-db', { backup: { retentionPolicy: '30d', barmanObjectStore: {} } })], []],
]);

table(objectStoreRetention, [
  ['none, archived into', [store({}), archived()], ['what Cluster shop-db archives here is never deleted']],
  ['none, only read from', [store({}), cluster({ externalClusters: external({}) })], []],
  ['one', [store({}, { retentionPolicy: '7d' }), archived()], []],
]);

table(archiveEncryption, [
  ['neither', [store({})], ['wal and data set no encryption']],
  ['one of two', [store({ wal: { encryption: 'AES256' } })], ['data set no encryption']],
  ['in-tree', [inTree({})], ['wal and data']],
  ['both', [store({ wal: { encryption: 'AES256' }, data: { encryption: 'aws:kms' } })], []],
  ['another cloud', [store({ destinationPath: 'https://account.blob.core.windows.net/x' })], []],
  ['an endpoint that is not AWS', [store({ endpointURL: 'https://s3.example.com' })], []],
]);

const keys = { s3Credentials: { accessKeyId: { name: 'aws', key: 'id' }, secretAccessKey: { name: 'aws', key: 'k' } } };
table(archiveStaticCredentials, [
  ['keys', [store(keys)], ['the keys in Secret aws do not expire']],
  ['keys in-tree', [inTree(keys)], ['Secret aws']],
  ['a role', [store({ s3Credentials: { inheritFromIAMRole: true } })], []],
  ['keys of a store that has no roles', [store({ ...keys, endpointURL: 'https://s3.example.com' })], []],
]);

const when = (name: string) => ({ name, value: 'when_required' });
const sidecar = (fields: object) => ({ instanceSidecarConfiguration: fields });
const both = [when('AWS_REQUEST_CHECKSUM_CALCULATION'), when('AWS_RESPONSE_CHECKSUM_VALIDATION')];
table(archiveChecksums, [
  ['a foreign endpoint', [store({ endpointURL: 'https://minio:9000' })], ['https://minio:9000 is not AWS']],
  ['AWS itself', [store({ endpointURL: 'https://s3.eu-west-1.amazonaws.com' })], []],
  ['both variables', [store({ endpointURL: 'https://minio:9000' }, sidecar({ env: both }))], []],
  ['one variable', [store({ endpointURL: 'https://minio:9000' }, sidecar({ env: both.slice(1) }))], ['is not AWS']],
]);

const limit = (memory: string) => sidecar({ resources: { limits: { memory } } });
table(archiveSidecarMemory, [
  ['511Mi', [store({}, limit('511Mi'))], ['511Mi is less than a base backup needs']],
  ['512Mi', [store({}, limit('512Mi'))], []],
  ['none', [store({})], []],
]);

table(barmanInTree, [
  ['1.28.0', [inTree({})], ['CloudNativePG 1.29, later postponed to 1.31']],
  ['1.28.3', [inTree({})], ['1.30, later postponed to 1.31'], { target: { operator: '1.28.3' } }],
  ['1.28.4', [inTree({})], ['will be removed in CloudNativePG 1.31:'], { target: { operator: '1.28.4' } }],
  ['the plugin', [withMetadata(archived(), {})], []],
]);
