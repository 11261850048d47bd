import { argoApplicationFinalizer } from '../../../rules/expert/argo-application-finalizer';
import { table, withMetadata } from './support';
import { chart, database } from './support/argo';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

table(argoApplicationFinalizer, [
  ['a database', [withMetadata(database({}), { finalizers: ['x', FINALIZER] })], ['deletes the database too']],
  [
    'the plugin, in the background',
    [withMetadata(chart('plugin-barman-cloud'), { finalizers: [`${FINALIZER}/background`] })],
    ['the plugin and its CRDs'],
  ],
  ['the application', [withMetadata(database({}, 'api', 'api'), { finalizers: [FINALIZER] })], []],
  ['none', [database({})], []],
]);
