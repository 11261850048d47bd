import { argoPluginNamespace } from '../../../rules/expert/argo-plugin-namespace';
import { table } from './support';
import { chart } from './support/argo';

const into = (name: string, namespace: string) => chart(name, { destination: { namespace } });

table(argoPluginNamespace, [
  [
    'another one',
    [into('cloudnative-pg', 'cnpg-system'), into('plugin-barman-cloud', 'barman')],
    [
      'the plugin is installed into "barman", but the operator looks for plugins only in its own namespace, cnpg-system',
    ],
  ],
  ['the same', [into('cloudnative-pg', 'cnpg-system'), into('plugin-barman-cloud', 'cnpg-system')], []],
  ['no operator', [into('plugin-barman-cloud', 'barman')], []],
]);
