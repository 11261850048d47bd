import { workloadPodRefused } from '../../../rules/expert/workload-pod-refused';
import { deployment, table } from './support';
import { namespace, reads, safe } from './support/pods';

table(workloadPodRefused, [
  [
    'each field that the restricted standard forbids',
    [namespace('restricted'), deployment(reads('x'))],
    [
      'namespace shop enforces restricted and refuses its pods: allowPrivilegeEscalation must be false',
      'capabilities.drop must have ALL',
      'runAsNonRoot must be true',
      'seccompProfile.type must be RuntimeDefault',
    ],
  ],
  ['what keeps it', [namespace('restricted'), safe('x')], []],
  ['the baseline standard asks for less', [namespace('baseline'), deployment(reads('x'))], []],
  [
    'but for something',
    [namespace('baseline'), deployment(reads('x'), 'shop', { hostNetwork: true })],
    ['namespace shop enforces baseline and refuses its pods: hostNetwork must not be true'],
  ],
  ['the privileged one for nothing', [namespace('privileged'), deployment({}, 'shop', { hostNetwork: true })], []],
  ['another namespace', [namespace('restricted', 'other'), deployment(reads('x'))], []],
  [
    'a pod by itself',
    [
      namespace('baseline'),
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop' }, spec: { hostPID: true } },
    ],
    ['hostPID'],
  ],
]);
