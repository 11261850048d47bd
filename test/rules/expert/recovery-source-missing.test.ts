import { recoverySourceMissing } from '../../../rules/expert/recovery-source-missing';
import { table } from './support';
import { recovery } from './support/recovery';

table(recoverySourceMissing, [
  ['an empty one', [recovery({})], ['the recovery names no source']],
  ['an empty source', [recovery({ source: '', database: 'x' })], ['the recovery names no source']],
  [
    'each of the three',
    [recovery({ source: 'x' }), recovery({ backup: { name: 'x' } }), recovery({ volumeSnapshots: {} })],
    [],
  ],
]);
