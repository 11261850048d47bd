import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';

/** A file or folder as a run found it. */
export interface FileStamp {
  readonly path: string;
  /** Changes with everything that is written, whatever times a program sets: nobody sets the time of the last change of an inode. */
  readonly state: string;
  readonly hash: string;
}

/** The clock of a file system is a few milliseconds behind that of a process. */
const COARSE = 50;

/**
 * Undefined for what has been changed since the run began: nobody knows which content it has read.
 * @param before - an earlier stamp of the file, whose hash is taken over where the file is the same
 */
export function stampOf(path: string, started: number, before?: FileStamp): FileStamp | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.ctimeMs > started - COARSE) return undefined;
  const state = `${stat.size} ${stat.ino} ${stat.ctimeMs}`;
  return before?.state === state ? before : { path, state, hash: hashOf(path, stat.isDirectory()) };
}

/** Whether it still has the content that the run found. */
export function isUnchanged({ path, state, hash }: FileStamp): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  return state === `${stat.size} ${stat.ino} ${stat.ctimeMs}` || hash === hashOf(path, stat.isDirectory());
}

/** Of a folder, what is in it: a file that was looked for and was not there may have come. */
function hashOf(path: string, isFolder: boolean): string {
  return digest(isFolder ? readdirSync(path).sort().join('\n') : readFileSync(path));
}

export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
