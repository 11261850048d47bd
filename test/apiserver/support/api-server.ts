import { Agent, request } from 'node:https';
import { KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import type { Manifest } from '../../../manifests/object/manifest';

/** What the server answers: the object, or a Status that says why not. */
export interface Answer {
  readonly accepted: boolean;
  readonly code: number;
  /** What a Status says; empty where the server accepts. */
  readonly message: string;
  readonly body: Manifest;
}

export interface Asked {
  /** Judge and answer, keep nothing. */
  readonly dryRun?: boolean;
  /** Who the fields belong to afterwards. */
  readonly manager?: string;
}

interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly namespaced: boolean;
}

/** The only user of the servers that tests start. */
export const TOKEN = 'secret';

/** A client of a server that tests started. It sends objects as they are: the typed client renames fields that it knows and drops others. */
export class ApiServer {
  readonly config = new KubeConfig();
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  readonly #resources = new Map<string, Promise<readonly Resource[]>>();

  constructor(readonly url: string) {
    this.config.loadFromOptions({
      clusters: [{ name: 'test', server: url, skipTLSVerify: true }],
      users: [{ name: 'test', token: TOKEN }],
      contexts: [{ name: 'kind-apiserver', cluster: 'test', user: 'test' }],
      currentContext: 'kind-apiserver',
    });
  }

  get objects(): KubernetesObjectApi {
    return KubernetesObjectApi.makeApiClient(this.config);
  }

  async create(manifest: Manifest, { dryRun = false, manager = 'test' }: Asked = {}): Promise<Answer> {
    return this.ask('POST', `${await this.#path(manifest)}${query(dryRun, manager)}`, manifest);
  }

  async replace(manifest: Manifest, { dryRun = false, manager = 'test' }: Asked = {}): Promise<Answer> {
    return this.ask('PUT', `${await this.#named(manifest)}${query(dryRun, manager)}`, manifest);
  }

  /** Server-side apply, as Argo CD asks for it: what others own is taken over. */
  async apply(manifest: Manifest, { dryRun = false, manager = 'test' }: Asked = {}): Promise<Answer> {
    const path = `${await this.#named(manifest)}${query(dryRun, manager)}&force=true`;
    return this.ask('PATCH', path, manifest, 'application/apply-patch+yaml');
  }

  /** @throws Error when there is no such object */
  async read(manifest: Manifest): Promise<Manifest> {
    const { accepted, message, body } = await this.ask('GET', await this.#named(manifest));
    if (!accepted) throw new Error(message);
    return body;
  }

  async remove(manifest: Manifest): Promise<void> {
    await this.ask('DELETE', await this.#named(manifest));
  }

  /** @throws Error when the server refuses */
  async send(method: string, path: string, body: unknown, type?: string): Promise<void> {
    const { accepted, code, message } = await this.ask(method, path, body, type);
    if (!accepted) throw new Error(`${method} ${path}: ${code} ${message}`);
  }

  ask(method: string, path: string, body?: unknown, type = 'application/json'): Promise<Answer> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': type };
    return new Promise((resolve, reject) => {
      const asked = request(`${this.url}${path}`, { method, headers, agent: this.#agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.once('end', () => resolve(answer(response.statusCode ?? 0, text)));
      });
      asked.once('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** The kinds of a version of an API group, as the server serves them. */
  resources(apiVersion: string): Promise<readonly Resource[]> {
    const known = this.#resources.get(apiVersion);
    if (known !== undefined) return known;
    const path = `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const asked = this.ask('GET', path).then(({ body }) => (body.resources as readonly Resource[] | undefined) ?? []);
    this.#resources.set(apiVersion, asked);
    return asked;
  }

  async #path({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    const found = (await this.resources(apiVersion)).find((each) => each.kind === kind && !each.name.includes('/'));
    if (found === undefined) throw new Error(`the server has no ${apiVersion} ${kind}`);
    const namespace = found.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    return `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}${namespace}/${found.name}`;
  }

  async #named(manifest: Manifest): Promise<string> {
    return `${await this.#path(manifest)}/${manifest.metadata.name}`;
  }
}

function query(dryRun: boolean, manager: string): string {
  return `?fieldValidation=Strict&fieldManager=${manager}${dryRun ? '&dryRun=All' : ''}`;
}

function answer(code: number, text: string): Answer {
  const accepted = code < 300;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = { message: text };
  }
  const message = accepted ? '' : String((body as { message?: unknown }).message ?? text);
  return { accepted, code, message, body: body as Manifest };
}
