import { namespaceUndeclared } from '../../../rules/expert/namespace-undeclared';
import { application, cluster, table } from './support';
import { elsewhere, namespace } from './support/references';

const creating = application('a', {
  destination: { namespace: 'shops' },
  syncPolicy: { syncOptions: ['CreateNamespace=true'] },
});

table(namespaceUndeclared, [
  [
    'nearly the name',
    [namespace('commerce'), elsewhere(cluster({}), 'comerce')],
    ['"comerce" is not declared, but "commerce" is'],
  ],
  ['of one that Argo CD makes', [creating, elsewhere(cluster({}), 'shosp')], ['"shops" is']],
  ['numbers', [namespace('prod-1'), elsewhere(cluster({}), 'prod-2')], []],
  ['another name', [namespace('commerce'), elsewhere(cluster({}), 'billing')], []],
  ['short names', [namespace('dev'), elsewhere(cluster({}), 'den')], []],
  ['no declarations', [elsewhere(cluster({}), 'comerce')], []],
]);
