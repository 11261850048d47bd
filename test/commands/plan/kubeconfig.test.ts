import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { kubeconfigClient } from '../../../commands/plan/kubeconfig';
import { cluster } from '../../manifests/plan/objects';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';

interface Request {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly body: string;
}

const PATH = '/apis/postgresql.cnpg.io/v1/namespaces/shop/clusters';
const DISCOVERY = {
  kind: 'APIResourceList',
  groupVersion: 'postgresql.cnpg.io/v1',
  resources: [
    { name: 'clusters', singularName: 'cluster', kind: 'Cluster', namespaced: true, verbs: ['get', 'list', 'patch'] },
  ],
};

type Answer = readonly [status: number, body: unknown];

/** An API server that knows Clusters, and the client of a kubeconfig that points to it. */
async function serverWith(answers: Readonly<Record<string, Answer>>) {
  const requests: Request[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const [path = ''] = url.split('?');
    requests.push({ method, url, type: headers['content-type'], body: Buffer.concat(chunks).toString() });
    const [status, body] =
      path === '/apis/postgresql.cnpg.io/v1'
        ? [200, DISCOVERY]
        : (answers[`${method} ${path}`] ?? [404, failure('not found')]);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { requests, client: await clientOf(`http://127.0.0.1:${port}`) };
}

async function clientOf(server: string) {
  const folder = temporaryFolder();
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'test', user: {} }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  };
  writeFiles(folder, { config: JSON.stringify(config) });
  vi.stubEnv('KUBECONFIG', join(folder, 'config'));
  onTestFinished(() => void vi.unstubAllEnvs());
  return kubeconfigClient();
}

function failure(message: string): unknown {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', message };
}

describe('the client of a kubeconfig', () => {
  test('reads an object as plain data', async () => {
    const live = cluster({}, { creationTimestamp: '2026-01-01T00:00:00Z' });
    const { client } = await serverWith({ [`GET ${PATH}/shop-db`]: [200, live] });
    const found = await client.read(cluster());
    expect(found?.spec).toEqual(live.spec);
    expect(Object.getPrototypeOf(found?.metadata)).toBe(Object.prototype);
  });

  test('an object that is not there', async () => {
    const { client } = await serverWith({});
    expect(await client.read(cluster())).toBeUndefined();
  });

  test('applies on the server’s side, as Argo CD does, and never for real', async () => {
    const { client, requests } = await serverWith({ [`PATCH ${PATH}/shop-db`]: [200, cluster({ stopDelay: 1800 })] });
    expect(await client.dryRun(cluster())).toMatchObject({ spec: { stopDelay: 1800 } });
    const [patch] = requests.filter(({ method }) => method === 'PATCH');
    const query = new URLSearchParams(patch?.url.split('?')[1]);
    expect(Object.fromEntries(query)).toEqual({ dryRun: 'All', fieldManager: 'argocd-controller', force: 'true' });
    expect(patch?.type).toBe('application/apply-patch+yaml');
    expect(JSON.parse(patch?.body ?? '')).toEqual(cluster());
    expect(requests.filter(({ method }) => !['GET', 'PATCH'].includes(method))).toEqual([]);
  });

  test.each([403, 422])('says why the server refuses (%i)', async (status) => {
    const { client } = await serverWith({ [`PATCH ${PATH}/shop-db`]: [status, failure('webhook: no')] });
    expect(await client.dryRun(cluster())).toEqual({ refused: 'webhook: no' });
  });

  test('lists with kind and version, which the items of a list do not have', async () => {
    const { apiVersion: _, kind: __, ...item } = cluster();
    const { client } = await serverWith({ [`GET ${PATH}`]: [200, { kind: 'ClusterList', items: [item] }] });
    expect(await client.list('postgresql.cnpg.io/v1', 'Cluster', 'shop')).toEqual([cluster()]);
  });

  test('what may not be read ends the plan', async () => {
    const { client } = await serverWith({ [`GET ${PATH}/shop-db`]: [403, failure('forbidden')] });
    await expect(client.read(cluster())).rejects.toMatchObject({
      name: 'UsageError',
      message: '--base cluster: forbidden',
    });
  });

  test('a server that does not answer', async () => {
    const client = await clientOf('http://127.0.0.1:1');
    await expect(client.read(cluster())).rejects.toThrow(/--base cluster: http:\/\/127\.0\.0\.1:1 gives no answer/);
  });
});
