import { argoDatabaseSync } from '../../../rules/expert/argo-database-sync';
import { table } from './support';
import { database } from './support/argo';

table(argoDatabaseSync, [
  ['nothing', [database({})], ['without retry', 'without server-side apply']],
  ['both', [database({ syncOptions: ['ServerSideApply=true'], retry: { limit: 5 } })], []],
  ['the application', [database({}, 'api', 'api')], []],
]);
