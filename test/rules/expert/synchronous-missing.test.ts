import { synchronousMissing } from '../../../rules/expert/synchronous-missing';
import { cluster, table } from './support';
import { synchronous } from './support/availability';

table(synchronousMissing, [
  ['two instances', [cluster({ instances: 2 })], ['2 instances without synchronous replication']],
  ['one', [cluster({ instances: 1 })], []],
  ['the old way', [cluster({ instances: 3, minSyncReplicas: 1 })], []],
  ['the new way', [synchronous({})], []],
]);
