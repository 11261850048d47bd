import { quantityImplausible } from '../../../rules/expert/quantity-implausible';
import { cluster, objectStore, table } from './support';
import { limits, workload } from './support/quantities';

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
