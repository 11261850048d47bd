import { expect, it } from 'vitest';
import { run } from '../support/command-line';
import { captured } from '../support/console';

it.each([
  [['evidence'], "missing required argument 'application'"],
  [['evidence', 'nobody'], 'no application "nobody": there is '],
  [['evidence', 'nobody', '--format', 'pdf'], 'Allowed choices are markdown, html, both'],
  [['evidence', 'nobody', '--colour'], "unknown option '--colour'"],
  [['drill', 'nothing'], "required option '--app <name>' not specified"],
  [['import', '--colour'], "unknown option '--colour'"],
])('%j is wrong usage', async (args, message) => {
  const console = captured();
  expect(await run(args, console)).toBe(2);
  expect(console.output.err).toContain(message);
  expect(console.output.out).toBe('');
});

it('explains its own options', async () => {
  const console = captured();
  expect(await run(['evidence', '--help'], console)).toBe(0);
  expect(console.output.out).toContain('--drills <folder>');
});
