import { argoServerSideApply } from '../../../rules/expert/argo-server-side-apply';
import { table } from './support';
import { chart, operator, options } from './support/argo';

table(argoServerSideApply, [
  ['the operator without', [operator], ['too large for client-side apply']],
  ['with', [chart('cloudnative-pg', options('ServerSideApply=true'))], []],
  ['without its CRDs', [chart('cloudnative-pg', {}, { helm: { valuesObject: { crds: { create: false } } } })], []],
  ['another chart', [chart('plugin-barman-cloud')], []],
]);
