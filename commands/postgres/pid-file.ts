import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processText } from './processes';

/** What a server says of itself in its data directory, as long as it runs, and after it was killed. */
export interface PidFile {
  readonly pid: number;
  /** Folder of its socket. */
  readonly socket: string;
  readonly status: string;
  readonly text: string;
}

/** `postmaster.pid`; undefined where there is none. */
export function readPidFile(data: string): PidFile | undefined {
  try {
    const text = readFileSync(join(data, 'postmaster.pid'), 'utf8');
    const [pid = '', , , , socket = '', , , status = ''] = text.split('\n');
    return { pid: Math.abs(Number(pid)), socket, status: status.trim(), text };
  } catch {
    return undefined;
  }
}

/**
 * Leaves a data directory that a server can start in, whatever happened before: a server that outlived the one who started it is stopped;
 * a number that by now belongs to somebody else, which PostgreSQL would take for a running server, is replaced by our own, which it
 * ignores because we are the parent of what we start. Its check of shared memory that is still in use stays.
 */
export async function recoverDataDirectory(data: string): Promise<PidFile | undefined> {
  const file = readPidFile(data);
  if (file === undefined || !isAlive(file.pid)) return file;
  if (!isServerOf(file.pid, data)) {
    writeFileSync(join(data, 'postmaster.pid'), file.text.replace(/^-?\d+/, `${process.pid}`));
    return file;
  }
  process.kill(file.pid, 'SIGINT');
  for (let waited = 0; isServerOf(file.pid, data); waited += 50) {
    if (waited === 10_000) process.kill(file.pid, 'SIGQUIT');
    if (waited > 20_000) throw new Error(`PostgreSQL with process number ${file.pid} in ${data} does not stop`);
    await sleep(50);
  }
  return file;
}

function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    // A server works in its data directory.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return processText(pid, 'command').includes(data);
  }
}
