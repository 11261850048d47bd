import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../support/command-line';
import { captured } from '../support/console';

// dist/ of this repository is for two Kubernetes clusters, and is judged as two.

it('judges each platform without the databases of the other', async () => {
  const console = captured();
  await run(['validate', join(__dirname, '../../../dist'), '--output', 'json'], console);
  const found: { rule: string; severity: string }[] = JSON.parse(console.output.out);
  expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
});
