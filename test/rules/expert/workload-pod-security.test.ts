import { workloadPodSecurity } from '../../../rules/expert/workload-pod-security';
import { cluster, deployment, table } from './support';
import { given, managed, namespace, reads, safe } from './support/pods';

table(workloadPodSecurity, [
  [
    'a workload with the password of a database',
    [cluster({}), deployment(reads('shop-db-app'))],
    [
      'allowPrivilegeEscalation must be false; runAsNonRoot must be true; seccompProfile.type must be RuntimeDefault or Localhost; capabilities.drop must have ALL',
    ],
  ],
  ['one with a Secret that the bootstrap names', [given, deployment(reads('shop-db-app'))], ['runAsNonRoot']],
  ['one with the Secret of a role', [managed, deployment(reads('api'))], ['runAsNonRoot']],
  ['one without', [cluster({}), deployment(reads('other'))], []],
  ['one that keeps the standard', [cluster({}), safe('shop-db-app')], []],
  [
    'what its namespace refuses is said once',
    [namespace('restricted'), cluster({}), deployment(reads('shop-db-app'))],
    [],
  ],
  [
    'what its namespace lets through is said here',
    [namespace('baseline'), cluster({}), deployment(reads('shop-db-app'), 'shop', { hostPID: true })],
    ['its pods violate the restricted standard: allowPrivilegeEscalation'],
  ],
]);
