import { kubernetesUnsupported } from '../../../rules/expert/kubernetes-unsupported';
import { cluster, table } from './support';
import { application } from './support/gitops';

const chart = (targetRevision: string, name = 'cloudnative-pg') =>
  application({ source: { repoURL: 'https://example.com', chart: name, targetRevision } });
const on = (operator: string, kubernetes: string) => ({ target: { operator, kubernetes } });

table(kubernetesUnsupported, [
  ['the oldest of 1.30', [cluster({})], [], on('1.30.0', '1.34')],
  ['the newest of 1.30', [cluster({})], [], on('1.30.0', '1.36')],
  [
    'older than 1.30 supports',
    [cluster({})],
    ['CloudNativePG 1.30 supports Kubernetes 1.34 to 1.36, and the target has 1.33'],
    on('1.30.1', '1.33'),
  ],
  ['newer than 1.30 supports', [cluster({})], ['and the target has 1.37'], on('1.30.0', '1.37.1')],
  ['1.29 on 1.33', [cluster({})], [], on('1.29.2', '1.33')],
  ['1.28 on 1.35', [cluster({})], ['CloudNativePG 1.28 supports Kubernetes 1.32 to 1.34'], on('1.28.0', '1.35')],
  ['an operator that the table does not know', [cluster({})], [], on('1.31.0', '1.20')],
  ['one that is too old for the table', [cluster({})], [], on('1.20.0', '1.36')],
  [
    'the chart decides where there is one, and is named once',
    [cluster({}), chart('0.27.0')],
    ['CloudNativePG 1.28 supports Kubernetes 1.32 to 1.34'],
    on('1.30.0', '1.36'),
  ],
  ['a chart that fits', [cluster({}), chart('0.29.0')], [], on('1.28.0', '1.36')],
  ['another chart', [chart('0.27.0', 'plugin-barman-cloud')], [], on('1.28.0', '1.36')],
]);
