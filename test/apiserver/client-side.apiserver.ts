import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { planLive } from '../../commands/plan/live';
import { kubeconfigClient } from '../../commands/plan/live-client';
import { drift } from '../../commands/verify/drift';
import { print } from '../../manifests/files/print';
import type { Manifest } from '../../manifests/object/manifest';
import { ApiServer } from './support/api-server';
import { dist } from './support/documents';

// What is applied from a shell, without --server-side: kubectl remembers it in an annotation, and its fields are kubectl's own.
import { target } from './support/target';

const NAMESPACE = 'client-side';
const NOW = new Date('2026-03-01T12:00:00Z');
const server = new ApiServer(inject('apiServer'));
const folder = mkdtempSync(join(tmpdir(), 'kubectl-'));
const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(kubeconfig, server.config.exportConfig());
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Objects of two folders may have one name. */
const placed = [...dist(target.operator)].map(
  ([path, manifests], index) =>
    [
      path,
      manifests.flatMap((manifest): Manifest[] => {
        const { metadata } = manifest;
        if (metadata.namespace === undefined) return [];
        return [{ ...manifest, metadata: { ...metadata, namespace: `${NAMESPACE}-${index}` } }];
      }),
    ] as const,
);

beforeAll(async () => {
  vi.stubEnv('KUBECONFIG', kubeconfig);
  for (const index of placed.keys()) {
    await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${NAMESPACE}-${index}` } });
  }
});

test.each(placed)('%s leaves nothing to plan against the cluster', async (_, manifests) => {
  const file = join(folder, 'manifests.yaml');
  writeFileSync(file, print(manifests));
  await promisify(execFile)(inject('kubectl'), ['apply', '-f', file]);
  const [first] = manifests;
  const live = first && (await server.read(first));
  expect(live?.metadata.annotations).toHaveProperty('kubectl.kubernetes.io/last-applied-configuration');
  const client = await kubeconfigClient();
  expect((await planLive(client, manifests, { now: NOW, target })).changes).toEqual([]);
  expect(await drift(manifests, client, NOW, target)).toMatchObject([{ state: 'ok' }]);
});
