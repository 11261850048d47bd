import { connectionsUnpooled } from '../../../rules/expert/connections-unpooled';
import { memoryEffectiveCacheSize } from '../../../rules/expert/memory-effective-cache-size';
import { memoryLimit } from '../../../rules/expert/memory-limit';
import { memoryQualityOfService } from '../../../rules/expert/memory-quality-of-service';
import { memorySharedBuffers } from '../../../rules/expert/memory-shared-buffers';
import { poolerConnections } from '../../../rules/expert/pooler-connections';
import { poolerParameterValue } from '../../../rules/expert/pooler-parameter-value';
import { replicationWalLevel } from '../../../rules/expert/replication-wal-level';
import { storageSizeZero } from '../../../rules/expert/storage-size-zero';
import { walBuffers } from '../../../rules/expert/wal-buffers';
import { walLevel } from '../../../rules/expert/wal-level';
import { walSizeDefault } from '../../../rules/expert/wal-size-default';
import { walSizeVolume } from '../../../rules/expert/wal-size-volume';
import { walSlotKeepSize } from '../../../rules/expert/wal-slot-keep-size';
import { walStorage } from '../../../rules/expert/wal-storage';
import { cluster, dependent, parameters, table } from './support';

const memory = (request: string | undefined, limit: string | undefined) => ({
  resources: { ...(request && { requests: { memory: request } }), ...(limit && { limits: { memory: limit } }) },
});

table(memorySharedBuffers, [
  [
    'half of the request',
    [parameters({ shared_buffers: '2GB' }, memory('4Gi', '8Gi'))],
    ['2048 MiB, 50 % of the guaranteed 4096 MiB'],
  ],
  ['two fifths', [parameters({ shared_buffers: '1638MB' }, memory('4Gi', undefined))], []],
  [
    'half of the limit, which is the request where there is none',
    [parameters({ shared_buffers: '4GB' }, memory(undefined, '8Gi'))],
    ['50 %'],
  ],
  ['no memory', [parameters({ shared_buffers: '4GB' })], []],
]);

table(memoryLimit, [
  [
    'the limit, without a request',
    [parameters({ shared_buffers: '1GB' }, memory(undefined, '1Gi'))],
    ['the limit is 1024 MiB'],
  ],
  ['with a request it is admission that says it', [parameters({ shared_buffers: '1GB' }, memory('1Gi', '1Gi'))], []],
  ['less', [parameters({ shared_buffers: '1023MB' }, memory(undefined, '1Gi'))], []],
]);

table(memoryEffectiveCacheSize, [
  ['above the request', [parameters({ effective_cache_size: '6GB' }, memory('4Gi', '8Gi'))], ['6144 MiB, 150 %']],
  ['at it', [parameters({ effective_cache_size: '4GB' }, memory('4Gi', '8Gi'))], []],
  ['the default, which is above small requests', [parameters({}, memory('1Gi', '1Gi'))], []],
]);

const both = (requests: object, limits: object) => cluster({ resources: { requests, limits } });
table(memoryQualityOfService, [
  ['nothing', [cluster({})], ['the pods are BestEffort']],
  [
    'less than the limits',
    [both({ memory: '4Gi', cpu: '2' }, { memory: '8Gi', cpu: '4' })],
    ['and limits of memory and cpu differ: the pods are Burstable'],
  ],
  ['no limit of cpu', [both({ memory: '1Gi', cpu: '1' }, { memory: '1Gi' })], ['of cpu']],
  ['the same, spelled otherwise', [both({ memory: '1024Mi', cpu: '1' }, { memory: '1Gi', cpu: '1000m' })], []],
  ['limits alone, which are the requests', [both({}, { memory: '1Gi', cpu: '500m' })], []],
]);

table(walBuffers, [
  ['64MB', [parameters({ wal_buffers: '64MB' })], ['wal_buffers is 64 MiB']],
  [
    '16MB, and the automatic size',
    [parameters({ wal_buffers: '16MB' }), cluster({}, 'a'), parameters({ wal_buffers: '-1' })],
    [],
  ],
]);

table(walLevel, [
  ['replica', [parameters({ wal_level: 'Replica' })], ['wal_level replica is below']],
  ['logical', [parameters({ wal_level: 'logical' })], []],
]);

table(replicationWalLevel, [
  ['replica', [parameters({ wal_level: 'replica' }), dependent('Publication', 'p', {})], ['has wal_level replica']],
  ['the default', [cluster({}), dependent('Publication', 'p', {})], []],
]);

const sized = (size: string, spec: Record<string, unknown> = {}, given = {}) =>
  parameters(given, { storage: { size }, ...spec });
table(walSizeVolume, [
  [
    'most of the data volume',
    [sized('10Gi', {}, { max_wal_size: '8GB' })],
    ['max_wal_size is 8192 MiB, but the data volume'],
  ],
  ['half of it', [sized('10Gi', {}, { max_wal_size: '5GB' })], []],
  ['more than half', [sized('10Gi', {}, { max_wal_size: '5121MB' })], ['5121 MiB']],
  ['the default on a small volume', [sized('1Gi')], ['1024 MiB by default']],
  [
    'the default on a small WAL volume',
    [sized('10Gi', { walStorage: { size: '1Gi' } })],
    ['by default, but the WAL volume has 1024 MiB'],
  ],
  [
    'a given one on a WAL volume, which the webhook looks at',
    [sized('10Gi', { walStorage: { size: '1Gi' } }, { max_wal_size: '9GB' })],
    [],
  ],
  ['no size that can be read', [sized('many', {}, { max_wal_size: '40GB' })], []],
]);

table(walSizeDefault, [
  ['a large volume', [sized('50Gi')], ['on a volume of 51200 MiB']],
  ['one below', [sized('49Gi')], []],
  ['given', [sized('100Gi', {}, { max_wal_size: '8GB' })], []],
]);

table(walStorage, [
  ['one volume', [sized('1Gi')], ['data and WAL share one volume']],
  ['two', [sized('1Gi', { walStorage: { size: '1Gi' } })], []],
]);

table(walSlotKeepSize, [
  ['replicas without a bound', [cluster({ instances: 2 })], ['max_slot_wal_keep_size']],
  [
    'no bound, written out',
    [parameters({ max_slot_wal_keep_size: '-1' }, { instances: 2 })],
    ['max_slot_wal_keep_size'],
  ],
  ['a bound', [parameters({ max_slot_wal_keep_size: '5GB' }, { instances: 2 })], []],
  ['no replicas', [cluster({ instances: 1 })], []],
  ['no slots', [cluster({ instances: 2, replicationSlots: { highAvailability: { enabled: false } } })], []],
]);

table(storageSizeZero, [
  [
    '0, 0 and less',
    [cluster({ storage: { size: '0' }, walStorage: { size: '0Gi' }, tablespaces: [{ storage: { size: '-1Gi' } }] })],
    ['"0"', '"-1Gi"', '"0Gi"'],
  ],
  ['sizes', [cluster({ storage: { size: '1Gi' } })], []],
]);

const pooler = (given: Record<string, string>, spec: Record<string, unknown> = {}, name = 'pooler') =>
  dependent('Pooler', name, { type: 'rw', instances: 2, pgbouncer: { parameters: given }, ...spec });
table(poolerConnections, [
  [
    'two of 50, of 97',
    [parameters({ max_connections: '100' }), pooler({ default_pool_size: '50' })],
    ['may open 100 connections to the primary, which has 97 free of 100'],
  ],
  ['just enough', [parameters({ max_connections: '103' }), pooler({ default_pool_size: '50' })], []],
  [
    'a reserve',
    [parameters({ max_connections: '103' }), pooler({ default_pool_size: '50', reserve_pool_size: '1' })],
    ['102 connections'],
  ],
  [
    'a bound',
    [parameters({ max_connections: '100' }), pooler({ default_pool_size: '50', max_db_connections: '20' })],
    [],
  ],
  [
    'the sum of two, with defaults',
    [parameters({ max_connections: '80' }), pooler({}), pooler({}, {}, 'q')],
    ['Pooler pooler, q may open 80'],
  ],
  [
    'one for reads, over two replicas',
    [parameters({ max_connections: '100' }, { instances: 3 }), pooler({ default_pool_size: '90' }, { type: 'ro' })],
    [],
  ],
  [
    'one for reads, on one replica',
    [parameters({ max_connections: '100' }, { instances: 2 }), pooler({ default_pool_size: '90' }, { type: 'ro' })],
    ['180 connections to each replica'],
  ],
  ['a value that cannot be read', [parameters({ max_connections: 'many' }), pooler({ default_pool_size: '500' })], []],
]);

table(poolerParameterValue, [
  [
    'words',
    [pooler({ max_client_conn: 'many', server_tls_sslmode: 'on', log_stats: 'yes' })],
    ['log_stats is "yes"', 'max_client_conn is "many"', 'server_tls_sslmode is "on"'],
  ],
  [
    'what PgBouncer takes',
    [
      pooler({
        max_client_conn: '10',
        query_timeout: '1.5',
        server_reset_query: 'DISCARD ALL',
        auth_type: 'hba',
        server_tls_ciphers: 'secure',
      }),
    ],
    [],
  ],
]);

table(connectionsUnpooled, [
  ['200', [parameters({ max_connections: '200' })], ['200 connections without a Pooler']],
  ['199', [parameters({ max_connections: '199' })], []],
  ['a Pooler', [parameters({ max_connections: '200' }), pooler({})], []],
]);
