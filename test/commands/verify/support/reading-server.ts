import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { groupOf, type Manifest } from '../../../../manifests/object/manifest';
import { temporaryFolder, writeFiles } from '../../../manifests/support/folder';

/** Everything else writes, a dry run too: a role that may only read is refused it. */
const READ = 'GET';

/** An API server over real HTTP that keeps objects, knows their kinds, and lets nobody write. */
export class ReadingServer {
  /** `PATCH /apis/…` of what was refused. */
  readonly refused: string[] = [];
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly objects: readonly Manifest[],
    private readonly forbids: RegExp | undefined,
  ) {}

  /**
   * Starts one and names it in KUBECONFIG, until the test ends.
   * @param forbids - the paths that its user may not read
   */
  static async with(objects: readonly Manifest[], forbids?: RegExp): Promise<ReadingServer> {
    const http = createServer();
    const server = new ReadingServer(http, objects, forbids);
    http.on('request', ({ method = '', url = '' }, response) => {
      const path = decodeURIComponent(url.split('?')[0] ?? '');
      const [code, body] = server.#answer(method, path);
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    server.#inKubeconfig();
    onTestFinished(() => {
      http.closeAllConnections();
      http.close();
      vi.unstubAllEnvs();
    });
    return server;
  }

  #inKubeconfig(): void {
    const { port } = this.server.address() as AddressInfo;
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      clusters: [{ name: 'test', cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'test', user: {} }],
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    };
    const folder = temporaryFolder();
    writeFiles(folder, { config: JSON.stringify(config) });
    vi.stubEnv('KUBECONFIG', join(folder, 'config'));
  }

  #answer(method: string, path: string): [number, unknown] {
    this.asked.push(`${method} ${path}`);
    if (method !== READ) {
      this.refused.push(`${method} ${path}`);
      return [403, { message: `forbidden: cannot ${method.toLowerCase()} ${path}` }];
    }
    if (this.forbids?.test(path)) return [403, { message: `forbidden: cannot get ${path}` }];
    const exact = this.objects.find((each) => pathOf(each) === path);
    if (exact !== undefined) return [200, exact];
    const root = this.objects.filter((each) => rootOf(each) === path);
    if (root.length > 0) return [200, { resources: root.map(resourceOf) }];
    const items = this.objects.filter((each) => path === folderOf(each));
    // The folder of a kind that is known is empty, not missing.
    return items.length > 0 || this.objects.some(({ kind }) => path.endsWith(`/${pluralOf(kind)}`))
      ? [200, { items }]
      : [404, { message: 'not found' }];
  }
}

function resourceOf({ kind, metadata }: Manifest) {
  return { kind, name: pluralOf(kind), namespaced: metadata.namespace !== undefined };
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : name.endsWith('s') ? `${name}es` : `${name}s`;
}

function rootOf({ apiVersion }: Manifest): string {
  return `/${groupOf(apiVersion) === '' ? 'api' : 'apis'}/${apiVersion}`;
}

function folderOf(manifest: Manifest): string {
  const { namespace } = manifest.metadata;
  const place = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `${rootOf(manifest)}${place}/${pluralOf(manifest.kind)}`;
}

function pathOf(manifest: Manifest): string {
  return `${folderOf(manifest)}/${manifest.metadata.name}`;
}
