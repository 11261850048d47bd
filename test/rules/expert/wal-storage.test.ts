import { walStorage } from '../../../rules/expert/wal-storage';
import { table } from './support';
import { sized } from './support/memory-and-wal';

table(walStorage, [
  ['one volume', [sized('1Gi')], ['data and WAL share one volume']],
  ['two', [sized('1Gi', { walStorage: { size: '1Gi' } })], []],
]);
