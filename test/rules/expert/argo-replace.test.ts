import { argoReplace } from '../../../rules/expert/argo-replace';
import { application, cluster, table } from './support';
import { annotated, database, options } from './support/argo';

table(argoReplace, [
  [
    'of an object',
    [annotated(cluster({}), { 'argocd.argoproj.io/sync-options': 'Prune=false, Force=true' })],
    ['Force=true: a sync may delete this Cluster'],
  ],
  ['of a database', [database({ syncOptions: ['Replace=true'] })], ['Replace=true']],
  ['of something else', [application('web', { source: { path: 'web' }, ...options('Replace=true') })], []],
  ['other options', [database({ syncOptions: ['ServerSideApply=true', 'Replace=false'] })], []],
]);
