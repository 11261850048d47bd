import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { kubeconfigClient } from '../../../commands/plan/live-client';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { cluster } from '../../plan/objects';

interface Request {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly body: string;
}

const PATH = '/apis/postgresql.cnpg.io/v1/namespaces/shop/clusters';
const DISCOVERY: Readonly<Record<string, unknown>> = {
  '/apis/postgresql.cnpg.io/v1': resources(
    { name: 'clusters/status', kind: 'Cluster', namespaced: true },
    { name: 'clusters', kind: 'Cluster', namespaced: true },
  ),
  '/apis/networking.k8s.io/v1': resources({ name: 'networkpolicies', kind: 'NetworkPolicy', namespaced: true }),
  '/apis/coordination.k8s.io/v1': resources({ name: 'leases', kind: 'Lease', namespaced: true }),
  '/apis/apiextensions.k8s.io/v1': resources({
    name: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
  }),
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
      DISCOVERY[path] === undefined
        ? (answers[`${method} ${path}`] ?? [404, failure('not found')])
        : [200, DISCOVERY[path]];
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

function resources(...kinds: readonly object[]): unknown {
  return { kind: 'APIResourceList', resources: kinds };
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

  // Fields that a typed client renames or makes dates of, which lose digits.
  test.each([
    ['/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/a', 'networking.k8s.io/v1', 'NetworkPolicy'],
    ['/apis/coordination.k8s.io/v1/namespaces/shop/leases/a', 'coordination.k8s.io/v1', 'Lease'],
    [
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/a',
      'apiextensions.k8s.io/v1',
      'CustomResourceDefinition',
    ],
  ])('reads %s with the names and texts of the server', async (path, apiVersion, kind) => {
    const schema = { default: 1, enum: ['a'], not: {}, $ref: '#', 'x-kubernetes-int-or-string': true };
    const spec = {
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'http' }, { port: 5432 }] }],
      renewTime: '2026-01-01T00:00:00.123456Z',
      versions: [{ schema: { openAPIV3Schema: schema } }],
      continue: 'x',
    };
    const live = { apiVersion, kind, metadata: { name: 'a', namespace: 'shop' }, spec };
    const { client } = await serverWith({ [`GET ${path}`]: [200, live], [`PATCH ${path}`]: [200, live] });
    expect(await client.read(live)).toEqual(live);
    expect(await client.dryRun(live)).toEqual(live);
  });

  test('a kind that the server does not have comes with the same change', async () => {
    const { client, requests } = await serverWith({});
    const unknown = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
    expect(await client.read(unknown)).toBeUndefined();
    expect(await client.dryRun(unknown)).toEqual(unknown);
    expect(await client.list('example.com/v1', 'Thing', 'shop')).toEqual([]);
    expect(requests.map(({ url }) => url)).toEqual(['/apis/example.com/v1']);
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

  test('applies as Flux does what Flux has applied', async () => {
    const { client, requests } = await serverWith({ [`PATCH ${PATH}/shop-db`]: [200, cluster()] });
    const labels = {
      'kustomize.toolkit.fluxcd.io/name': 'shop',
      'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
    };
    await client.dryRun(cluster(), cluster({}, { labels }));
    const [patch] = requests.filter(({ method }) => method === 'PATCH');
    expect(new URLSearchParams(patch?.url.split('?')[1]).get('fieldManager')).toBe('kustomize-controller');
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
