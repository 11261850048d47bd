import { synchronousElectionConstraint } from '../../../rules/expert/synchronous-election-constraint';
import { cluster, table } from './support';
import { constraint, synchronous } from './support/availability';

table(synchronousElectionConstraint, [
  ['with the new way', [synchronous({}, 3, constraint)], ['ignored together with synchronous']],
  ['with the old way', [cluster({ minSyncReplicas: 1, postgresql: constraint })], []],
]);
