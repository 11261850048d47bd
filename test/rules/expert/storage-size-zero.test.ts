import { storageSizeZero } from '../../../rules/expert/storage-size-zero';
import { cluster, table } from './support';

table(storageSizeZero, [
  [
    '0, 0 and less',
    [cluster({ storage: { size: '0' }, walStorage: { size: '0Gi' }, tablespaces: [{ storage: { size: '-1Gi' } }] })],
    ['"0"', '"-1Gi"', '"0Gi"'],
  ],
  ['sizes', [cluster({ storage: { size: '1Gi' } })], []],
]);
