import { walSizeAboveVolume } from '../../../rules/expert/wal-size-above-volume';
import { parameters, table } from './support';
import { ten } from './support/quantities';

table(walSizeAboveVolume, [
  ['max_wal_size', [parameters({ max_wal_size: '20GB' }, ten)], ['max_wal_size is 20480 MiB, but the data volume']],
  ['min_wal_size', [parameters({ min_wal_size: '10GB' }, ten)], ['PostgreSQL keeps this much WAL for reuse']],
  [
    'wal_keep_size above the WAL volume',
    [parameters({ wal_keep_size: '6GB' }, { ...ten, walStorage: { size: '5Gi' } })],
    ['wal_keep_size is 6144 MiB, but the WAL volume has 5120 MiB'],
  ],
  [
    'quiet: max_wal_size above the WAL volume, which the webhook refuses',
    [parameters({ max_wal_size: '6GB' }, { ...ten, walStorage: { size: '5Gi' } })],
    [],
  ],
  [
    'quiet: what fits, and defaults on a small volume',
    [parameters({ max_wal_size: '4GB', wal_keep_size: '1GB' }, ten), parameters({}, { storage: { size: '500Mi' } })],
    [],
  ],
  [
    'quiet: max_wal_size as large as the volume, of which the warning is enough',
    [parameters({ max_wal_size: '1GB' }, { storage: { size: '1Gi' } })],
    [],
  ],
  [
    'wal_keep_size as large as the volume',
    [parameters({ wal_keep_size: '10GB' }, ten)],
    ['always keeps this much WAL'],
  ],
  [
    'quiet: a volume of bytes, of which another rule speaks',
    [parameters({ wal_keep_size: '1GB' }, { storage: { size: '20' } })],
    [],
  ],
]);
