import { expect, it } from 'vitest';
import { StartError } from '../../../commands/postgres/start-error';
import { withoutMemory } from '../../../commands/verify-postgres/memory';

it.each([
  [
    'the configuration',
    '2026-01-01 00:00:00.000 GMT [7] LOG:  invalid value for parameter "a": "b"\n2026-01-01 00:00:00.000 GMT [7] HINT:  Available values: c.\n2026-01-01 00:00:00.000 GMT [7] FATAL:  configuration file "x" contains errors\n',
    [
      'invalid value for parameter "a": "b"',
      'HINT: Available values: c.',
      'FATAL: configuration file "x" contains errors',
    ],
  ],
  ['a relation', 'postgres: "a" (3) must be less than "b" (2)\n', ['postgres: "a" (3) must be less than "b" (2)']],
  ['a prefix of its own', 'me@[7] my: FATAL:  no\n', ['FATAL: no']],
  [
    'what goes on beside',
    '[7] LOG:  starting PostgreSQL 17\n[7] LOG:  listening on x\n[7] FATAL:  no\n[7] LOG:  database system is shut down\n',
    ['FATAL: no'],
  ],
  ['nothing', '', []],
])('has the words of the server on %s', (_, log, reasons) => {
  const error = new StartError(log, new Error('PostgreSQL ended with 1'));
  expect(error.reasons).toEqual(reasons);
  expect(error.message).toBe(['PostgreSQL ended with 1', ...reasons].join('\n'));
});

it.each([
  [
    'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
    { shared_buffers: '128MB', huge_pages: 'try', work_mem: '1GB' },
  ],
  [
    'FATAL:  could not create semaphores: No space left on device',
    { shared_buffers: '128MB', huge_pages: 'try', work_mem: '1GB' },
  ],
  ['FATAL:  invalid value for parameter "work_mem": "1Gi"', undefined],
])('takes less memory only where that is what lacks: %s', (log, expected) => {
  expect(withoutMemory({ shared_buffers: '64GB', huge_pages: 'on', work_mem: '1GB' }, { log })?.parameters).toEqual(
    expected,
  );
  if (expected !== undefined) expect(withoutMemory(expected, { log })).toBeUndefined();
});
