import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Kubeconfig } from './client-library';
import { KubeError } from './kube-port';

export interface KubeRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  /** @default - `application/json` */
  readonly type?: string;
  /** In milliseconds. */
  readonly timeout: number;
}

/**
 * What the API server of the current context answers, as it is on the wire. The client's own typed calls make instances of their classes
 * of it, in which some fields have other names (`from` of a NetworkPolicy is `_from`) and others are missing.
 * @throws KubeError where the server refuses, or does not answer
 */
export async function kubeRequest(config: Kubeconfig, request: KubeRequest): Promise<string> {
  const { method, path, body, type = 'application/json', timeout } = request;
  const url = new URL((config.getCurrentCluster()?.server ?? '').replace(/\/$/, '') + path);
  const content = body === undefined ? '' : JSON.stringify(body);
  const options: RequestOptions = { method, headers: { accept: 'application/json, */*' } };
  await credentials(config, options);
  if (body !== undefined) {
    options.headers = { ...options.headers, 'content-type': type, 'content-length': Buffer.byteLength(content) };
  }
  const what = `${method} ${url.pathname}`;
  return new Promise((resolve, reject) => {
    const failed = (error: Error) =>
      reject(new KubeError(`${what}: ${url.host} does not answer: ${error.message}`, undefined, error.message));
    const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      collect(response).then((text) => {
        const code = response.statusCode ?? 0;
        if (code >= 200 && code < 300) return resolve(text);
        const reason = reasonIn(text);
        reject(new KubeError(`${what}: ${code}${reason === '' ? '' : ` ${reason}`}`, code, reason || `${code}`));
      }, failed);
    });
    sent.on('error', failed);
    sent.setTimeout(timeout, () => sent.destroy(new Error(`nothing within ${timeout / 1000} s`)));
    sent.end(content);
  });
}

/** The answer; undefined for an object or a path that the server does not have. */
export async function ifThere(answer: Promise<string>): Promise<string | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KubeError && error.code === 404) return undefined;
    throw error;
  }
}

/** Certificates and tokens of the context's user; a program that is asked for them may fail. */
async function credentials(config: Kubeconfig, options: RequestOptions): Promise<void> {
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

/** The message of a Status; of anything else, how it begins. */
function reasonIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : '';
  } catch {
    return text.slice(0, 200);
  }
}
