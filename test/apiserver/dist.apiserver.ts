import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { runPlan } from '../../commands/plan/plan';
import type { Manifest } from '../../manifests/object/manifest';
import { complete } from '../../rules/admission';
import { captured } from '../commands/support/console';
import { ApiServer } from './support/api-server';
import { lacking, settled } from './support/differences';
import { dist, manifestsOf, nameOf, ROOT } from './support/documents';
import { target } from './support/target';

// What Argo CD will do with dist/, done here: each folder applied, applied again, compared as Argo CD's server-side diff compares.

const server = new ApiServer(inject('apiServer'));
const ARGO = { manager: 'argocd-controller' };
const NOW = new Date('2026-03-01T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(kubeconfig, server.config.exportConfig());
afterAll(() => rmSync(folder, { recursive: true }));

async function kubectl(...args: string[]): Promise<string> {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const { stdout } = await promisify(execFile)(inject('kubectl'), args, { cwd: ROOT, env, maxBuffer: 1 << 26 });
  return stdout;
}

// Argo CD's own namespace and those of the operators come with them; test/prerequisites.test.ts holds that they do.
beforeAll(async () => {
  const used = new Set([...dist(target.operator).values()].flat().flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const name of used) await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});

/** What `plan --base cluster` prints of a folder. */
async function changes(path: string): Promise<unknown> {
  const console = captured();
  const request = { base: 'cluster', target: join(ROOT, path), output: 'json', now: NOW, console } as const;
  vi.stubEnv('KUBECONFIG', kubeconfig);
  await runPlan({ ...request, applications: async () => [], root: ROOT, outdir: 'dist' });
  vi.unstubAllEnvs();
  return JSON.parse(console.output.out).changes;
}

const byName = (manifests: readonly Manifest[]) => new Map(manifests.map((manifest) => [nameOf(manifest), manifest]));

describe.each([...dist(target.operator)])('%s', (path, manifests) => {
  /** What is found of each object, by its name; empty where all is well. */
  async function ofEach(find: (manifest: Manifest) => Promise<unknown>): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const manifest of manifests) {
      const wrong = await find(manifest);
      if (wrong !== '' && !(Array.isArray(wrong) && wrong.length === 0)) found[nameOf(manifest)] = wrong;
    }
    return found;
  }

  test('is accepted under strict validation', async () => {
    expect(manifests.length).toBeGreaterThan(0);
    expect(await ofEach(async (manifest) => (await server.apply(manifest, ARGO)).message)).toEqual({});
  });

  test('leaves nothing to plan against the cluster', async () => {
    expect(await changes(path)).toEqual([]);
  });

  test('changes nothing when it is applied again', async () => {
    for (const manifest of manifests) {
      const before = await server.read(manifest);
      await server.apply(manifest, ARGO);
      expect(await server.read(manifest), nameOf(manifest)).toEqual(before);
    }
  });

  test('reads back as it was written', async () => {
    expect(await ofEach(async (manifest) => lacking(manifest, await server.read(manifest)))).toEqual({});
  });

  test('shows no difference under server-side diff', async () => {
    for (const manifest of manifests) {
      const { body } = await server.apply(manifest, { ...ARGO, dryRun: true });
      expect(settled(body), nameOf(manifest)).toEqual(settled(await server.read(manifest)));
    }
  });

  test('shows no difference after the operator has written its defaults', async () => {
    for (const manifest of manifests) {
      const defaulted = complete(await server.read(manifest), target);
      const { message } = await server.replace(defaulted, { manager: 'cloudnative-pg' });
      expect(message, nameOf(manifest)).toBe('');
      const live = await server.read(manifest);
      expect(lacking(manifest, live), nameOf(manifest)).toEqual([]);
      const { body } = await server.apply(manifest, { ...ARGO, dryRun: true });
      expect(settled(complete(body, target)), nameOf(manifest)).toEqual(settled(live));
    }
    expect(await changes(path)).toEqual([]);
  });

  test('is what kustomize builds', async () => {
    const built = manifestsOf(await kubectl('kustomize', path), path);
    expect(built).toHaveLength(manifests.length);
    expect(byName(built)).toEqual(byName(manifests));
  });

  test('is accepted from kubectl', async () => {
    const said = await kubectl('apply', '--server-side', '--validate=strict', '--dry-run=server', '-k', path);
    const lines = said.trimEnd().split('\n');
    expect(lines).toHaveLength(manifests.length);
    for (const line of lines) expect(line).toMatch(/ serverside-applied \(server dry run\)$/);
  });
});
