import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { kubeClient } from '../../../commands/kube/kube-client';
import { loadKubeconfig } from '../../../commands/kube/kubeconfig';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  for (const home of ['HOME', 'USERPROFILE', 'HOMEDRIVE']) vi.stubEnv(home, folder);
  vi.stubEnv('KUBECONFIG', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function kubeconfig(text: string): void {
  writeFileSync(join(folder, 'config'), text);
  vi.stubEnv('KUBECONFIG', join(folder, 'config'));
}

function cluster(server: string, user: object = {}): void {
  kubeconfig(
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'staging',
      clusters: [{ name: 'c', cluster: { server } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'staging', context: { cluster: 'c', user: 'u' } }],
    }),
  );
}

describe('the kubeconfig', () => {
  test.each<[string, string | undefined, RegExp]>([
    ['none', undefined, /^there is no kubeconfig: set KUBECONFIG, or write ~\/\.kube\/config$/],
    ['no YAML', 'clusters: [', /^the kubeconfig cannot be read: /],
    [
      'one without contexts',
      '{"apiVersion":"v1","kind":"Config"}',
      /^the kubeconfig has no current context: add --context$/,
    ],
  ])('%s', async (_, text, message) => {
    if (text !== undefined) kubeconfig(text);
    const error = await loadKubeconfig().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toMatch(message);
  });

  test('that is named and not there', async () => {
    vi.stubEnv('KUBECONFIG', join(folder, 'nowhere'));
    await expect(loadKubeconfig()).rejects.toThrow(/^the kubeconfig cannot be read: .*nowhere/);
  });

  test('of a cluster that really is at port 8080', async () => {
    cluster('http://localhost:8080');
    expect((await loadKubeconfig('staging')).getCurrentContext()).toBe('staging');
    await expect(loadKubeconfig('other')).rejects.toThrow('--context "other": the kubeconfig has staging');
  });

  test('with credentials that cannot be had is told as such', async () => {
    cluster('https://127.0.0.1:1', {
      'client-certificate': join(folder, 'lost.pem'),
      'client-key': join(folder, 'lost'),
    });
    const kube = kubeClient(await loadKubeconfig());
    await expect(kube.read({ kind: 'Namespace', name: 'shop' })).rejects.toThrow(
      /^the kubeconfig cannot be used: .*lost\.pem/,
    );
  });
});
