import { expect, test } from 'vitest';
import { commandsIn, isAppliedBy } from '../../../commands/applied/named-by-commands';

test('a text of blank lines, as large as any that is read, is looked through at once', () => {
  const commands = commandsIn(`${'\n'.repeat(240_000)}# e2e\nCI := ci\ne2e:\n\tkubectl apply -k $(CI)/old\n`);
  expect(isAppliedBy(commands, 'ci/old', 'Makefile')).toBe(true);
  expect(isAppliedBy(commands, 'ci/older', 'Makefile')).toBe(false);
});
