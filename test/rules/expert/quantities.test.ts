import { quantityImplausible } from '../../../rules/expert/quantity-implausible';
import { requestAboveLimit } from '../../../rules/expert/request-above-limit';
import { walSizeAboveVolume } from '../../../rules/expert/wal-size-above-volume';
import { walSizeVolume } from '../../../rules/expert/wal-size-volume';
import { cluster, cnpg, objectStore, parameters, table } from './support';

const limits = (given: object) => cluster({ storage: { size: '10Gi' }, resources: { limits: given } });

function workload(kind: string, resources: object, pod: object = {}) {
  const spec = { containers: [{ name: 'api', image: 'x:1', resources }], ...pod };
  const template = { template: { spec } };
  const metadata = { name: 'api', namespace: 'shop' };
  return kind === 'CronJob'
    ? { apiVersion: 'batch/v1', kind, metadata, spec: { jobTemplate: { spec: template } } }
    : { apiVersion: 'apps/v1', kind, metadata, spec: template };
}

const claim = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'a', namespace: 'shop' },
  spec,
});

table(quantityImplausible, [
  ['thousandths of a byte', [limits({ memory: '512m' })], ['512m of memory is 0.512 bytes']],
  ['bytes, meant as gibibytes', [limits({ memory: 2 })], ['2 of memory is 2 bytes']],
  ['kilobytes', [limits({ memory: '512k' })], ['512k of memory is 512000 bytes']],
  ['more cores than there are', [limits({ cpu: '2Gi' })], ['2Gi of cpu is 2147483648 cores']],
  ['cores, meant as thousandths', [limits({ cpu: '500Mi' })], ['524288000 cores']],
  ['a volume of bytes', [cluster({ storage: { size: '20' } })], ['20 of storage is 20 bytes']],
  ['a number', [cluster({ storage: { size: 20 } })], ['20 of storage is 20 bytes']],
  [
    'every volume of a Cluster',
    [
      cluster({
        storage: { size: '1Gi' },
        walStorage: { size: '5' },
        tablespaces: [{ name: 'a', storage: { size: '7' } }],
        ephemeralVolumesSizeLimit: { shm: '64m' },
      }),
    ],
    ['64m of storage', '7 of storage', '5 of storage'],
  ],
  ['a Deployment', [workload('Deployment', { requests: { memory: '512m' } })], ['512m of memory']],
  ['a CronJob', [workload('CronJob', { limits: { cpu: '1Gi' } })], ['1Gi of cpu']],
  ['an emptyDir', [workload('StatefulSet', {}, { volumes: [{ name: 't', emptyDir: { sizeLimit: '64m' } }] })], ['64m']],
  [
    'a claim of a StatefulSet',
    [
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'a', namespace: 'shop' },
        spec: { volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '10' } } } }] },
      },
    ],
    ['10 of storage'],
  ],
  [
    'the sidecar of the plugin',
    [objectStore('b', 'shop', { instanceSidecarConfiguration: { resources: { limits: { memory: '256m' } } } })],
    ['256m of memory'],
  ],
  [
    'quiet: what runs, however it is written',
    [
      limits({ memory: '536870912000m', cpu: '500m', 'hugepages-2Mi': '4Mi', 'nvidia.com/gpu': '1' }),
      limits({ memory: '536870912', cpu: 2 }),
      limits({ memory: '1e9', cpu: '0.1' }),
      limits({ cpu: '1920' }),
      workload('Deployment', { requests: { memory: '0', cpu: '0' }, limits: { memory: '16Mi' } }),
    ],
    [],
  ],
  [
    'quiet: a little scratch space, and a claim on a volume that is there',
    [
      workload(
        'Deployment',
        { limits: { 'ephemeral-storage': '64Ki' } },
        { volumes: [{ emptyDir: { sizeLimit: '100Ki' } }] },
      ),
      claim({ volumeName: 'media', resources: { requests: { storage: '1Ki' } } }),
      claim({ storageClassName: '', resources: { requests: { storage: '1Ki' } } }),
    ],
    [],
  ],
  [
    'a claim on a new volume',
    [claim({ resources: { requests: { storage: '1Ki' } } })],
    ['1Ki of storage is 1024 bytes'],
  ],
  ['quiet: no quantity, which others say', [limits({ memory: '2GB' })], []],
]);

const unequal = { requests: { memory: '2Gi', cpu: '500m' }, limits: { memory: '1024Mi', cpu: 1 } };
const pooler = (resources: object) =>
  cnpg('Pooler', 'rw', { template: { spec: { containers: [{ name: 'pgbouncer', resources }] } } });

table(requestAboveLimit, [
  ['a Deployment', [workload('Deployment', unequal)], ['requests 2Gi and has a limit of 1Gi']],
  ['a CronJob', [workload('CronJob', unequal)], ['requests 2Gi and has a limit of 1Gi']],
  ['a Pooler', [pooler(unequal)], ['requests 2Gi and has a limit of 1Gi']],
  [
    'any resource',
    [workload('Deployment', { requests: { 'nvidia.com/gpu': 2 }, limits: { 'nvidia.com/gpu': 1 } })],
    ['requests 2 and has a limit of 1'],
  ],
  [
    'quiet: the same, less, or one of them alone',
    [
      workload('Deployment', { requests: { cpu: '1000m' }, limits: { cpu: '1' } }),
      workload('Job', { requests: { memory: '1Gi' }, limits: { cpu: '1' } }),
      workload('DaemonSet', {}),
    ],
    [],
  ],
  ['quiet: a Cluster, of which the webhook says it', [cluster({ resources: unequal })], []],
]);

const ten = { storage: { size: '10Gi' } };

table(walSizeAboveVolume, [
  ['max_wal_size', [parameters({ max_wal_size: '20GB' }, ten)], ['max_wal_size is 20480 MiB, but the data volume']],
  ['min_wal_size', [parameters({ min_wal_size: '10GB' }, ten)], ['PostgreSQL keeps this much WAL for reuse']],
  [
    'wal_keep_size above the WAL volume',
    [parameters({ wal_keep_size: '6GB' }, { ...ten, walStorage: { size: '5Gi' } })],
    ['wal_keep_size is 6144 MiB, but the WAL volume has 5120 MiB'],
  ],
  [
    'quiet: max_wal_size above the WAL volume, which the webhook refuses',
    [parameters({ max_wal_size: '6GB' }, { ...ten, walStorage: { size: '5Gi' } })],
    [],
  ],
  [
    'quiet: what fits, and defaults on a small volume',
    [parameters({ max_wal_size: '4GB', wal_keep_size: '1GB' }, ten), parameters({}, { storage: { size: '500Mi' } })],
    [],
  ],
  [
    'quiet: max_wal_size as large as the volume, of which the warning is enough',
    [parameters({ max_wal_size: '1GB' }, { storage: { size: '1Gi' } })],
    [],
  ],
  [
    'wal_keep_size as large as the volume',
    [parameters({ wal_keep_size: '10GB' }, ten)],
    ['always keeps this much WAL'],
  ],
  [
    'quiet: a volume of bytes, of which another rule speaks',
    [parameters({ wal_keep_size: '1GB' }, { storage: { size: '20' } })],
    [],
  ],
]);

table(walSizeVolume, [
  [
    'a limit of slots that is never reached',
    [parameters({ max_slot_wal_keep_size: '20GB' }, ten)],
    ['it is full before the limit is reached'],
  ],
  ['quiet: one that is', [parameters({ max_slot_wal_keep_size: '4GB' }, ten)], []],
  ['quiet: an impossible max_wal_size, which is an error elsewhere', [parameters({ max_wal_size: '20GB' }, ten)], []],
]);
