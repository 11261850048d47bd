import { walSizeVolume } from '../../../rules/expert/wal-size-volume';
import { parameters, table } from './support';
import { sized } from './support/memory-and-wal';
import { ten } from './support/quantities';

table(walSizeVolume, [
  [
    'most of the data volume',
    [sized('10Gi', {}, { max_wal_size: '8GB' })],
    ['max_wal_size is 8192 MiB, but the data volume'],
  ],
  ['half of it', [sized('10Gi', {}, { max_wal_size: '5GB' })], []],
  ['more than half', [sized('10Gi', {}, { max_wal_size: '5121MB' })], ['5121 MiB']],
  ['the default on a small volume', [sized('1Gi')], ['1024 MiB by default']],
  [
    'the default on a small WAL volume',
    [sized('10Gi', { walStorage: { size: '1Gi' } })],
    ['by default, but the WAL volume has 1024 MiB'],
  ],
  [
    'a given one on a WAL volume, which the webhook looks at',
    [sized('10Gi', { walStorage: { size: '1Gi' } }, { max_wal_size: '9GB' })],
    [],
  ],
  ['no size that can be read', [sized('many', {}, { max_wal_size: '40GB' })], []],
]);

table(walSizeVolume, [
  [
    'a limit of slots that is never reached',
    [parameters({ max_slot_wal_keep_size: '20GB' }, ten)],
    ['it is full before the limit is reached'],
  ],
  ['quiet: one that is', [parameters({ max_slot_wal_keep_size: '4GB' }, ten)], []],
  ['quiet: an impossible max_wal_size, which is an error elsewhere', [parameters({ max_wal_size: '20GB' }, ten)], []],
]);
