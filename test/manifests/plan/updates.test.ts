import { expect, test } from 'vitest';
import { UPDATES } from '../../apiserver/support/update-cases';
import { planOf } from './objects';

// The answers are those of real API servers: test/apiserver/updates.apiserver.ts asks them.
test.each(UPDATES)('%s', (_, before, after, answer) => {
  expect(planOf([before], [after]).worst === 'rejected' ? 'refused' : 'accepted').toBe(answer);
});

test('says what to do instead', () => {
  const reasons = UPDATES.filter(([, , , answer]) => answer === 'refused').map(
    ([, before, after]) => planOf([before], [after]).changes[0]?.fields[0]?.reason,
  );
  expect(reasons).toContain(
    'the server keeps the rollingUpdate that it has filled in, and refuses it beside Recreate; write it out in one commit and change the type in the next',
  );
  expect(reasons).toContain(
    'it is immutable: make another one under another name, and let whoever reads it read that one',
  );
});
