import { walSizeDefault } from '../../../rules/expert/wal-size-default';
import { table } from './support';
import { sized } from './support/memory-and-wal';

table(walSizeDefault, [
  ['a large volume', [sized('50Gi')], ['on a volume of 51200 MiB']],
  ['one below', [sized('49Gi')], []],
  ['given', [sized('100Gi', {}, { max_wal_size: '8GB' })], []],
]);
