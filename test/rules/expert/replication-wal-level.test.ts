import { replicationWalLevel } from '../../../rules/expert/replication-wal-level';
import { cluster, dependent, parameters, table } from './support';

table(replicationWalLevel, [
  ['replica', [parameters({ wal_level: 'replica' }), dependent('Publication', 'p', {})], ['has wal_level replica']],
  ['the default', [cluster({}), dependent('Publication', 'p', {})], []],
]);
