import { expect, test } from 'vitest';
import { runCommandLine } from '../../../commands/cli/cli';
import { captured } from '../support/console';

test.each([
  [['failover'], /required option '--app <name>'/],
  [['failover', '--app', 'shop', '--timeout', '0'], /--timeout "0": give a whole number/],
  [['failover', '--app', 'shop', '--objective', 'soon'], /--objective "soon"/],
  [['failover', '--app', 'shop'], /no application "shop"/],
  [['earthquake', '--app', 'shop'], /drill "earthquake"/],
])('%j is refused', async (args, message) => {
  const console = captured();
  const repository = async () => ({ applications: [] });
  expect(await runCommandLine(['drill', ...args], { repository, console })).toBe(2);
  expect(console.output.err).toMatch(message);
});
