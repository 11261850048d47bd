import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { processText } from '../postgres/processes';
import { LocalError } from './local-error';

/**
 * A port of 127.0.0.1 that nobody listens on.
 * @param wanted - 0 for any
 * @throws LocalError naming who listens there
 */
export async function freePort(wanted: number): Promise<number> {
  try {
    return await tryPort(wanted);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES') throw new LocalError(`port ${wanted} is for root only: choose one above 1023`, error);
    if (code !== 'EADDRINUSE') throw error;
    throw new LocalError(
      `port ${wanted} is taken by ${listenerOn(wanted)}: stop it, or choose another with --port (0 takes any that is free)`,
      error,
    );
  }
}

function tryPort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Who listens on a port, for people. */
function listenerOn(port: number): string {
  const pid = process.platform === 'linux' ? pidInProc(port) : pidByLsof(port);
  if (pid === undefined) return 'another process, which this user may not see';
  return `process ${pid} (${commandOf(pid)})`;
}

function commandOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.join(' ').trim() || readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return processText(pid, 'command');
  }
}

// Sockets by number in /proc/net/tcp; whose number it is, in everybody's open files.
function pidInProc(port: number): number | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = ['tcp', 'tcp6'].flatMap((table) =>
    attempt(() => readFileSync(`/proc/net/${table}`, 'utf8'), '')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local = '', , state]) => local.endsWith(`:${hex}`) && state === '0A')
      .map((columns) => `socket:[${columns[9]}]`),
  );
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).find((pid) => openFiles(pid).some((file) => inodes.includes(file)));
}

function openFiles(pid: number): string[] {
  return attempt(() => readdirSync(`/proc/${pid}/fd`), []).map((descriptor) =>
    attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`), ''),
  );
}

function pidByLsof(port: number): number | undefined {
  try {
    const output = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return Number(output.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}

/** Processes end while one looks at them, and others' are closed. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
