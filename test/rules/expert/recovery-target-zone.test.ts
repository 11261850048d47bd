import { recoveryTargetZone } from '../../../rules/expert/recovery-target-zone';
import { table } from './support';
import { recovery, target } from './support/recovery';

table(recoveryTargetZone, [
  ['without a zone', target('2026-01-02 03:04:05'), ['"2026-01-02 03:04:05" has no time zone']],
  ['a T and a fraction', target('2026-01-02T03:04:05.123'), ['has no time zone']],
  ['UTC', target('2026-01-02T03:04:05Z'), []],
  ['an offset', target('2026-01-02 03:04:05+02'), []],
  ['none', [recovery({ source: 'x' })], []],
]);
