import { fluxOperatorOrder } from '../../../rules/expert/flux-operator-order';
import { cluster, table } from './support';
import { appliedAs, helmRelease, kustomization } from './support/flux';

const operator = appliedAs(helmRelease('cloudnative-pg', {}), 'operators');
const database = appliedAs(cluster({}), 'databases');
const on = (name: string) => ({ dependsOn: [{ name }] });
const operators = kustomization({ wait: true }, 'operators');

table(fluxOperatorOrder, [
  [
    'nothing says so',
    [operators, kustomization({}), operator, database],
    [
      'nothing says that it comes after Kustomization flux-system/operators, which installs the operator of Cluster shop/shop-db',
    ],
  ],
  ['it depends on it', [operators, kustomization(on('operators')), operator, database], []],
  [
    'by one between',
    [operators, kustomization(on('stores')), kustomization(on('operators'), 'stores'), operator, database],
    [],
  ],
  [
    'by its parent',
    [operators, kustomization(on('operators'), 'apps'), appliedAs(kustomization({}), 'apps'), operator, database],
    [],
  ],
  [
    'by the parent of the operators, which waits for them',
    [
      kustomization({ wait: true }, 'platform'),
      appliedAs(operators, 'platform'),
      kustomization(on('platform')),
      operator,
      database,
    ],
    [],
  ],
  ['one and the same', [operators, operator, appliedAs(cluster({}), 'operators')], []],
  ['the operator comes from elsewhere', [kustomization({}), cluster({})], []],
  [
    'it is not known which applies what',
    [operators, kustomization({}), helmRelease('cloudnative-pg', {}), cluster({})],
    [],
  ],
]);
