import { recoveryTargetUtc } from '../../../rules/expert/recovery-target-utc';
import { table } from './support';
import { target } from './support/recovery';

const OLD = { target: { operator: '1.28.0' } };

table(recoveryTargetUtc, [
  [
    'UTC',
    target('2026-01-02T03:04:05Z'),
    ['CloudNativePG 1.28.0 writes "2026-01-02T03:04:05Z" as recovery_target_time = \'2026-01-02 03:04:05.000000Z\''],
    OLD,
  ],
  [
    'an offset of nothing',
    target('2026-01-02T03:04:05.1234567-00:00'),
    ["'2026-01-02 03:04:05.123456Z', which PostgreSQL refuses"],
    OLD,
  ],
  ["PostgreSQL's form", target('2026-01-02 03:04:05.000000+00'), [], OLD],
  [
    'its form with minutes, and by name',
    [...target('2026-01-02 03:04:05+00:00'), ...target('2026-01-02 03:04:05 UTC')],
    [],
    OLD,
  ],
  ['another offset, which the operator keeps', target('2026-01-02T03:04:05+02:00'), [], OLD],
  ['no zone', target('2026-01-02T03:04:05'), [], OLD],
  ['what is passed on as it is', target('2026-01-02 03:04:05Z'), [], OLD],
  ['what the webhook refuses', target('2026-02-30T03:04:05Z'), [], OLD],
  ['an operator that writes a number', target('2026-01-02T03:04:05Z'), [], { target: { operator: '1.28.1' } }],
]);
