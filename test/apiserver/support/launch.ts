import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { TOKEN } from './api-server';
import type { Binaries } from './binaries';

/** A running server and how it ends. */
export interface Launched {
  readonly url: string;
  /** The last words of both programs, for who asks why it does not answer. */
  words(): string;
  stop(): Promise<void>;
}

/** etcd and kube-apiserver on free ports of this machine, without controllers and kubelets: nothing happens unless a test does it. */
export async function launch({ etcd, server }: Pick<Binaries, 'etcd' | 'server'>): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'apiserver-'));
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()];
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = join(folder, 'sa.key');
  await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(join(folder, 'tokens.csv'), `${TOKEN},test,test,system:masters\n`);
  const store = `http://127.0.0.1:${client}`;
  const run = (program: string, flags: Readonly<Record<string, string>>) => {
    const given = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
    const log = openSync(join(folder, `${basename(program)}.log`), 'a');
    const child = spawn(program, given, { stdio: ['ignore', log, log], cwd: folder });
    process.once('exit', () => child.kill('SIGKILL'));
    return child;
  };
  const processes = [
    run(etcd, {
      'data-dir': join(folder, 'etcd'),
      'listen-client-urls': store,
      'advertise-client-urls': store,
      'listen-peer-urls': `http://127.0.0.1:${peer}`,
      'unsafe-no-fsync': 'true',
    }),
    run(server, {
      'etcd-servers': store,
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
  const stop = async () => {
    await Promise.all(processes.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  const wordsOf = (program: string) =>
    readFileSync(join(folder, `${basename(program)}.log`), 'utf8')
      .split('\n')
      .slice(-6)
      .join('\n');
  return { url: `https://127.0.0.1:${port}`, words: () => [etcd, server].map(wordsOf).join('\n'), stop };
}

function end(child: ChildProcess): Promise<unknown> | undefined {
  if (child.exitCode !== null || child.pid === undefined) return undefined;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
