import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginningOf, isAlive } from '../postgres/processes';
import { LocalError } from './local-error';

const SETTLE_MILLISECONDS = 50;

/**
 * Takes a lock that belongs to this process, as long as it lives: one whose owner was killed is taken over.
 * @returns gives it back
 * @throws LocalError where another process has it
 */
export async function lockData(file: string): Promise<() => void> {
  const mine = `${process.pid} ${beginningOf(process.pid)} ${Math.random()}\n`;
  refuseIfHeld(file);
  // Of two that take over at the same time, the later one wins; the other sees it.
  writeFileSync(`${file}.${process.pid}`, mine);
  renameSync(`${file}.${process.pid}`, file);
  await sleep(SETTLE_MILLISECONDS);
  if (read(file) !== mine) refuseIfHeld(file);
  return () => {
    if (read(file) === mine) rmSync(file);
  };
}

function refuseIfHeld(file: string): void {
  const [pid = '', ...beginning] = read(file).trim().split(' ');
  if (pid === '' || !isAlive(Number(pid)) || beginningOf(Number(pid)) !== beginning.slice(0, -1).join(' ')) return;
  throw new LocalError(`this database runs already, in process ${pid}: stop that first, with Ctrl-C or kill ${pid}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
