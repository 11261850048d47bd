import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // One that has ended and whose parent has not asked for its exit code.
  return !/^\d+ \(.*\) Z/s.test(stat(pid));
}

/** When a process began: numbers of processes are used again, in containers soon. Empty for one that is not there. */
export function beginningOf(pid: number): string {
  // The name of the program may contain spaces and brackets; the times come after it.
  const fields = stat(pid).split(') ').at(-1)?.split(' ') ?? [];
  return fields[19] ?? processText(pid, 'lstart');
}

/** A column of `ps`; empty where there is no such process, or no ps. */
export function processText(pid: number, column: 'command' | 'lstart'): string {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', `${pid}`], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}

function stat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
