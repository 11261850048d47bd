import { argoMutationWebhook } from '../../../rules/expert/argo-mutation-webhook';
import { table } from './support';
import { annotated, database } from './support/argo';

const compared = (manifest: ReturnType<typeof database>, options: string) =>
  annotated(manifest, { 'argocd.argoproj.io/compare-options': options });

table(argoMutationWebhook, [
  ['a database', [compared(database({}), 'IncludeMutationWebhook=true')], ['stay differences']],
  ['turned off', [compared(database({}), 'ServerSideDiff=true, IncludeMutationWebhook=false')], []],
  ['the application', [compared(database({}, 'api', 'api'), 'IncludeMutationWebhook=true')], []],
  ['nothing said', [database({})], []],
]);
