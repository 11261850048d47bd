import { workloadImageFloating } from '../../../rules/expert/workload-image-floating';
import { workloadPodRefused } from '../../../rules/expert/workload-pod-refused';
import { workloadPodSecurity } from '../../../rules/expert/workload-pod-security';
import { cluster, deployment, table } from './support';

const namespace = (level: string, name = 'shop') => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': level } },
});
const reads = (secret: string) => ({ image: 'api:1.0.0', envFrom: [{ secretRef: { name: secret } }] });
const SAFE = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } };
const safe = (secret: string) =>
  deployment(
    { ...reads(secret), securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
    'shop',
    SAFE,
  );
const given = cluster({ bootstrap: { initdb: { database: 'a', owner: 'a', secret: { name: 'shop-db-app' } } } });
const managed = cluster({ managed: { roles: [{ name: 'api', passwordSecret: { name: 'api' } }] } });

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

table(workloadImageFloating, [
  [
    'a workload whose Secret the bootstrap names',
    [given, deployment({ ...reads('shop-db-app'), image: 'api' })],
    ['"api" may be another program'],
  ],
  ["one whose Secret is a role's", [managed, deployment({ ...reads('api'), image: 'api:latest' })], ['"api:latest"']],
]);
