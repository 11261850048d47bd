import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Manifest } from '../../manifests/manifest';
import { KINDS, type Kind, KubeError, type KubePort, type LogOptions, type ObjectRef } from './kube-port';

/** A request that a dying node or API server leaves without an answer must not hold up a drill. */
const TIMEOUT_MILLISECONDS = 5_000;

/**
 * The API server behind a kubeconfig. Manifests go as they are: the client's own typed calls rename fields (`from` of a NetworkPolicy is
 * `_from` there), and leave out without a word what is not renamed.
 */
export function kubeClient(config: KubeConfig, timeout = TIMEOUT_MILLISECONDS): KubePort {
  const send = (method: string, path: string, body?: unknown, type?: string) =>
    answer(config, timeout, method, path, body, type);
  return {
    context: config.getCurrentContext(),
    async read(ref) {
      return JSON.parse((await ifThere(send('GET', pathOf(ref)))) ?? 'null') ?? undefined;
    },
    async list(kind, namespace, labelSelector) {
      const query = new URLSearchParams({ labelSelector });
      const text = await ifThere(send('GET', `${folderOf(kind, namespace)}?${query}`));
      const { items } = JSON.parse(text ?? '{"items":[]}') as { items: Manifest[] };
      return items.map((item) => ({ ...item, apiVersion: KINDS[kind].apiVersion, kind }));
    },
    async create(manifest) {
      const folder = folderOf(manifest.kind as Kind, manifest.metadata.namespace);
      // An unknown field of another version of the operator would otherwise be dropped without a word.
      await send('POST', `${folder}?fieldValidation=Strict`, manifest, 'application/json');
    },
    async patch(ref, patch, subresource) {
      const path = subresource === undefined ? pathOf(ref) : `${pathOf(ref)}/${subresource}`;
      await send('PATCH', path, patch, 'application/merge-patch+json');
    },
    async delete(ref) {
      const options = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
      await ifThere(send('DELETE', pathOf(ref), options, 'application/json'));
    },
    log: (namespace, pod, options) =>
      send('GET', `${pathOf({ kind: 'Pod', name: pod, namespace })}/log${queryOf(options)}`),
  };
}

function queryOf({ container, since, tail }: LogOptions = {}): string {
  const query = new URLSearchParams({
    ...(container !== undefined && { container }),
    ...(since !== undefined && { sinceTime: new Date(since).toISOString() }),
    ...(tail !== undefined && { tailLines: String(tail) }),
  });
  return query.size === 0 ? '' : `?${query}`;
}

function folderOf(kind: Kind, namespace?: string): string {
  const { apiVersion, plural, namespaced } = KINDS[kind];
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return namespaced ? `${root}/namespaces/${namespace}/${plural}` : `${root}/${plural}`;
}

function pathOf({ kind, name, namespace }: ObjectRef): string {
  return `${folderOf(kind, namespace)}/${encodeURIComponent(name)}`;
}

async function ifThere(request: Promise<string>): Promise<string | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof KubeError && error.code === 404) return undefined;
    throw error;
  }
}

async function answer(
  config: KubeConfig,
  timeout: number,
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<string> {
  const url = new URL((config.getCurrentCluster()?.server ?? '').replace(/\/$/, '') + path);
  const content = body === undefined ? '' : JSON.stringify(body);
  const options: RequestOptions = { method, headers: { accept: 'application/json, */*' } };
  await credentials(config, options);
  if (body !== undefined) {
    options.headers = { ...options.headers, 'content-type': type, 'content-length': Buffer.byteLength(content) };
  }
  const what = `${method} ${url.pathname}`;
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(new KubeError(`${what}: ${url.host} does not answer: ${error.message}`));
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      collect(response).then((text) => {
        const code = response.statusCode ?? 0;
        if (code >= 200 && code < 300) resolve(text);
        else reject(new KubeError(`${what}: ${messageIn(text, code)}`, code));
      }, failed);
    });
    request.on('error', failed);
    request.setTimeout(timeout, () => request.destroy(new Error(`nothing within ${timeout / 1000} s`)));
    request.end(content);
  });
}

/** Certificates and tokens of the context's user; a program that is asked for them may fail. */
async function credentials(config: KubeConfig, options: RequestOptions): Promise<void> {
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw new KubeError(`the kubeconfig cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

async function collect(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function messageIn(text: string, code: number): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? `${code} ${message}` : `${code}`;
  } catch {
    return `${code} ${text.slice(0, 200)}`;
  }
}
