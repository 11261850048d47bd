import { expect, it } from 'vitest';
import { runCommandLine } from '../../../commands/cli/cli';
import { applicationOf } from '../support/application';
import { captured } from '../support/console';
import { ReadingServer } from './support/reading-server';
import { running } from './support/running';

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: '1' } };
const application = applicationOf('shop', [CONFIG_MAP]);

async function called(...argv: readonly string[]) {
  await ReadingServer.with(await running(application));
  const console = captured();
  const repository = async () => ({ applications: [application] });
  const code = await runCommandLine(['verify', ...argv], { repository, console });
  return { code, ...console.output };
}

it('verifies an application without a database, in the context that is named', async () => {
  const { code, out } = await called('shop', '--context', 'test');
  expect(code).toBe(0);
  expect(out).toContain('ok       all: drift: as declared\n');
});

it('prints JSON for programs', async () => {
  const { out } = await called('shop', '--output', 'json');
  expect(JSON.parse(out)).toMatchObject({ application: 'shop', well: true });
});

it.each([
  [['shop', '--context', 'other'], '--context "other": the kubeconfig has test'],
  [['shop', '--output', 'yaml'], 'Allowed choices are text, json'],
  [
    ['shop', '--connection', 'postgresql://x'],
    '--connection is to one cluster: add --cluster with its name; there is none',
  ],
  [[], "missing required argument 'application'"],
])('%o is wrong usage', async (argv, message) => {
  const { code, err } = await called(...argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
