import { argoPluginMissing } from '../../../rules/expert/argo-plugin-missing';
import { archived, cluster, table } from './support';
import { chart, operator } from './support/argo';

table(argoPluginMissing, [
  ['no plugin', [operator, archived()], ['Cluster shop-db uses the Barman Cloud plugin']],
  ['no cert-manager', [operator, chart('plugin-barman-cloud'), archived()], ['needs cert-manager']],
  ['all', [operator, chart('plugin-barman-cloud'), chart('cert-manager'), archived()], []],
  ['nobody needs it', [operator, cluster({})], []],
  ['an operator of somewhere else', [archived()], []],
]);
