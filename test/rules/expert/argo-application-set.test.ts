import { argoApplicationSet } from '../../../rules/expert/argo-application-set';
import { application, table } from './support';

const set = (name: string, syncPolicy?: object) => ({
  ...application(name, { template: { spec: { source: { path: '{{path}}' } } }, ...(syncPolicy && { syncPolicy }) }),
  kind: 'ApplicationSet',
});

table(argoApplicationSet, [
  ['of databases', [set('databases')], ['together with its database']],
  ['that keeps them', [set('databases', { preserveResourcesOnDeletion: true })], []],
  ['of something else', [set('previews')], []],
]);
