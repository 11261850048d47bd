import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { DRILL_KINDS, type DrillKind } from '../../../../commands/kube/kube-port';
import type { Manifest } from '../../../../manifests/object/manifest';
import { mergePatch } from './merge-patch';

export interface Asked {
  readonly method: string;
  readonly kind: DrillKind;
  /** Empty for lists, and for what is made. */
  readonly name: string;
  readonly subresource: 'log' | 'status' | undefined;
  readonly body: unknown;
}

/** A status and message, or a connection that is cut in the middle of the answer. */
export type Fault = { readonly code: number; readonly message: string } | 'cut';

/** An API server without rules: it keeps objects, over real HTTP, and does what a script tells it. */
export class FakeApiServer {
  readonly objects = new Map<string, Manifest>();
  readonly asked: Asked[] = [];
  readonly logs = new Map<string, () => string>();
  /** Before a request is answered. */
  beforeAnswer: (asked: Asked) => void = () => {};
  /** After an object was made, changed or deleted. */
  afterChange: (asked: Asked) => void = () => {};
  fault: (asked: Asked) => Fault | undefined = () => undefined;

  private constructor(readonly server: Server) {}

  static async start(): Promise<FakeApiServer> {
    const http = createServer();
    const server = new FakeApiServer(http);
    http.on('request', (request, response) => void server.#answer(request, response));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  kubeconfig(context = 'kind-test'): KubeConfig {
    const { port } = this.server.address() as AddressInfo;
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name: 'test', server: `http://127.0.0.1:${port}`, skipTLSVerify: true }],
      users: [{ name: 'test', token: 'secret' }],
      contexts: [{ name: context, cluster: 'test', user: 'test' }],
      currentContext: context,
    });
    return config;
  }

  put(kind: DrillKind, name: string, object: Omit<Partial<Manifest>, 'metadata'> & { metadata?: object } = {}): void {
    const { apiVersion } = DRILL_KINDS[kind];
    this.objects.set(`${kind}/${name}`, { ...object, apiVersion, kind, metadata: { ...object.metadata, name } });
  }

  get(kind: DrillKind, name: string): Manifest | undefined {
    return this.objects.get(`${kind}/${name}`);
  }

  change(kind: DrillKind, name: string, patch: Readonly<Record<string, unknown>>): void {
    const object = this.get(kind, name);
    if (object === undefined) return;
    const { resourceVersion } = object.metadata;
    const next = resourceVersion !== undefined && { metadata: { resourceVersion: `${Number(resourceVersion) + 1}` } };
    this.objects.set(`${kind}/${name}`, mergePatch(mergePatch(object, patch), next || {}) as Manifest);
  }

  /** `Kind/name` of all that is there. */
  names(...kinds: readonly DrillKind[]): string[] {
    return [...this.objects.keys()].filter((key) => kinds.some((kind) => key.startsWith(`${kind}/`))).sort();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '', 'http://test');
    const steps = url.pathname.split('/');
    const last = steps.at(-1);
    const subresource = last === 'log' || last === 'status' ? last : undefined;
    const [kind, name = ''] = kindIn(subresource === undefined ? steps : steps.slice(0, -1));
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const asked = { method: request.method ?? '', kind, name, subresource, body } as const;
    this.asked.push(asked);
    this.beforeAnswer(asked);
    const fault = this.fault(asked);
    if (fault === 'cut') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('{"kind"');
      response.socket?.destroy();
      return;
    }
    const [code, answer] = fault !== undefined ? [fault.code, { message: fault.message }] : this.#result(asked, url);
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    if (asked.method !== 'GET' && code < 300) this.afterChange(asked);
  }

  #result(asked: Asked, url: URL): [number, unknown] {
    const { method, kind, body } = asked;
    const created = body as Manifest | undefined;
    const name = method === 'POST' ? (created?.metadata.name ?? '') : asked.name;
    const key = `${kind}/${name}`;
    const object = this.objects.get(key);
    if (asked.subresource === 'log') return [200, this.logs.get(name)?.() ?? ''];
    if (method === 'GET' && name === '')
      return [200, { items: this.#list(kind, url.searchParams.get('labelSelector') ?? '') }];
    if (method === 'POST') {
      if (object !== undefined) return [409, { message: `${kind} ${name} already exists` }];
      this.objects.set(key, created as Manifest);
      return [201, created];
    }
    if (object === undefined) return [404, { message: `${kind} ${name} not found` }];
    if (method === 'PATCH') {
      const { resourceVersion } = object.metadata;
      const expected = (body as Partial<Manifest>).metadata?.resourceVersion ?? resourceVersion;
      if (expected !== resourceVersion) return [409, { message: `${kind} ${name} has been modified` }];
      this.change(kind, name, body as Record<string, unknown>);
    }
    if (method === 'DELETE') this.objects.delete(key);
    return [200, this.objects.get(key) ?? { status: 'Success' }];
  }

  #list(kind: DrillKind, selector: string): Manifest[] {
    const [label = '', value] = selector.split('=');
    return [...this.objects.values()].filter(({ kind: of, metadata: { labels = {} } }) => {
      if (of !== kind) return false;
      return label === '' || (value === undefined ? labels[label] !== undefined : labels[label] === value);
    });
  }
}

function kindIn(steps: readonly string[]): [DrillKind, string?] {
  for (const [kind, { plural }] of Object.entries(DRILL_KINDS)) {
    const index = steps.lastIndexOf(plural);
    // `/api/v1/namespaces/shop/pods` is of pods.
    if (index >= steps.length - 2 && index > 0) return [kind as DrillKind, steps[index + 1]];
  }
  throw new Error(`nothing is kept at ${steps.join('/')}`);
}
