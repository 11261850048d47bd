import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';

/** A file or folder as a run found it. */
export interface FileStamp {
  readonly path: string;
  /** Changes with everything that is written, whatever times a program sets: nobody sets the time of the last change of an inode. */
  readonly state: string;
  readonly hash: string;
}

/** The state of what is not there. */
const ABSENT = 'absent';

/**
 * Undefined for what has been changed since the run began: nobody knows which content it has read.
 * @param before - an earlier stamp of the file, whose hash is taken over where the file is the same
 */
export function stampOf(path: string, began: number, before?: FileStamp): FileStamp | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat !== undefined && stat.ctimeMs > began) return undefined;
  const state = fileState(stat);
  return before?.state === state ? before : { path, state, hash: stat ? hashOf(path, stat) : '' };
}

/** Whether it still has the content that the run found. */
export function isUnchanged({ path, state, hash }: FileStamp): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (state === fileState(stat)) return true;
  return stat !== undefined && state !== ABSENT && hash === hashOf(path, stat);
}

export function fileState(stat: Stats | undefined): string {
  return stat === undefined ? ABSENT : `${stat.size} ${stat.ino} ${stat.ctimeMs}`;
}

/** Of a folder, what is in it: a file that was looked for and was not there may have come. */
function hashOf(path: string, stat: Stats): string {
  return digest(stat.isDirectory() ? readdirSync(path).sort().join('\n') : readFileSync(path));
}

export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
