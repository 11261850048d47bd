import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type RequestOptions, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig, KubernetesObjectApi } from '@kubernetes/client-node';
import { assets } from './assets';

const START_MILLISECONDS = 60_000;

/** etcd and kube-apiserver on free ports of this machine, without controllers and kubelets: what a test does not do, nobody does. */
export class ApiServer {
  readonly config = new KubeConfig();

  private constructor(
    private readonly folder: string,
    private readonly processes: readonly ChildProcess[],
    port: number,
  ) {
    const server = `https://127.0.0.1:${port}`;
    this.config.loadFromOptions({
      clusters: [{ name: 'test', server, skipTLSVerify: true }],
      users: [{ name: 'test', token: 'secret' }],
      contexts: [{ name: 'kind-apiserver', cluster: 'test', user: 'test' }],
      currentContext: 'kind-apiserver',
    });
  }

  static async start(): Promise<ApiServer> {
    const binaries = await assets();
    const folder = await mkdtemp(join(tmpdir(), 'apiserver-'));
    const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = join(folder, 'sa.key');
    await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(join(folder, 'tokens.csv'), 'secret,test,test,system:masters\n');
    const etcd = `http://127.0.0.1:${client}`;
    const run = (name: string, flags: Readonly<Record<string, string>>) => {
      const given = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
      const child = spawn(join(binaries, name), given, { stdio: 'ignore', cwd: folder });
      process.once('exit', () => child.kill('SIGKILL'));
      return child;
    };
    const processes = [
      run('etcd', {
        'data-dir': join(folder, 'etcd'),
        'listen-client-urls': etcd,
        'advertise-client-urls': etcd,
        'listen-peer-urls': `http://127.0.0.1:${peer}`,
        'unsafe-no-fsync': 'true',
      }),
      run('kube-apiserver', {
        'etcd-servers': etcd,
        'bind-address': '127.0.0.1',
        'secure-port': String(port),
        'cert-dir': join(folder, 'certificates'),
        'service-account-issuer': 'https://local',
        'service-account-key-file': key,
        'service-account-signing-key-file': key,
        'token-auth-file': join(folder, 'tokens.csv'),
        'authorization-mode': 'AlwaysAllow',
        'disable-admission-plugins': 'ServiceAccount',
        'service-cluster-ip-range': '10.0.0.0/24',
      }),
    ];
    const server = new ApiServer(folder, processes, port);
    await server.#ready();
    return server;
  }

  get objects(): KubernetesObjectApi {
    return KubernetesObjectApi.makeApiClient(this.config);
  }

  /** As it is: the typed client renames fields that it knows, such as `x-kubernetes-int-or-string`, and drops what it does not. */
  async send(method: string, path: string, body: unknown, type = 'application/json'): Promise<void> {
    const options: RequestOptions = { method, headers: { 'content-type': type } };
    await this.config.applyToHTTPSOptions(options);
    options.headers = { ...options.headers, 'content-type': type };
    const [code, text] = await new Promise<[number, string]>((resolve, reject) => {
      const asked = request(`${this.config.getCurrentCluster()?.server}${path}`, options, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('end', () => resolve([response.statusCode ?? 0, answer]));
      });
      asked.on('error', reject).end(JSON.stringify(body));
    });
    if (code >= 300) throw new Error(`${method} ${path}: ${code} ${text}`);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.processes.map((child) => {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        return child.exitCode === null ? ended : undefined;
      }),
    );
    await rm(this.folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    let last: unknown;
    for (let waited = 0; waited < START_MILLISECONDS; waited += 250) {
      try {
        await this.objects.read({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } });
        return;
      } catch (error) {
        last = error;
        await sleep(250);
      }
    }
    await this.stop();
    throw new Error('kube-apiserver did not get ready', { cause: last });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
