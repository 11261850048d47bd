import { recoveryTargetRefused } from '../../../rules/expert/recovery-target-refused';
import { table } from './support';
import { recovery, target } from './support/recovery';

const targets = (recoveryTarget: object) => [recovery({ source: 'x', recoveryTarget })];

table(recoveryTargetRefused, [
  ['Z after a blank', target('2026-01-02 03:04:05Z'), ["'2026-01-02 03:04:05Z' ends with Z"]],
  ['the 45th', target('2026-13-45 99:99:99'), ['is not a calendar day']],
  ['an offset', target('2026-01-02T03:04:05+24:00'), ["'2026-01-02 03:04:05.000000+24:00' has an offset of more than"]],
  ['an LSN', targets({ targetLSN: '1FFFFFFFF/1' }), ['recovery_target_lsn "1FFFFFFFF/1" is not two hexadecimal']],
  ['a word', targets({ targetXID: 'abc' }), ['recovery_target_xid "abc" is not a transaction ID']],
  ['a quote', targets({ targetName: "it's" }), ['recovery_target_name "it\'s" has a quote']],
  ['a long name', targets({ targetName: 'a'.repeat(64) }), ['has 64 bytes']],
  ["UTC, which is another rule's", target('2026-01-02T03:04:05Z'), []],
  ['a time', target('2026-01-02 03:04:05.000000+00'), []],
  ['no zone', target('2026-01-02 03:04:05'), []],
  ["a form that nobody knows, which is the webhook's", target('tomorrow'), []],
  [
    'others',
    [
      ...targets({ targetLSN: '0/3000060' }),
      ...targets({ targetXID: '18446744073709551615' }),
      ...targets({ targetName: 'before release' }),
    ],
    [],
  ],
  ['none', targets({ targetImmediate: true, targetName: '' }), []],
]);
