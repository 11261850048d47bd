import { requestAboveLimit } from '../../../rules/expert/request-above-limit';
import { cluster, cnpg, table } from './support';
import { workload } from './support/quantities';

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
