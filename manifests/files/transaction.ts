import fs from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { codeOf, fileStatus, removeIfEmpty } from './file-status';
import { WriteError } from './write-error';

/** One file to write or, if `text` is null, to remove. */
export interface FileChange {
  /** Absolute path. */
  readonly target: string;
  readonly text: string | null;
}

/**
 * The changes that a run is about to make, written down before it starts. Paths are relative to the staging folder, because a checkout may
 * be moved.
 */
interface Journal {
  readonly entries: readonly { readonly target: string; readonly existed: boolean; readonly writes: boolean }[];
  readonly folders: readonly string[];
}

const OWNER = 'owner';
const JOURNAL = 'journal.json';

/**
 * Holds the staging folder while `work` runs. The folder is also the lock: if its owner is alive, it stops a second run. Otherwise a
 * killed run left it behind, and that run is undone first.
 * @throws WriteError when another run holds it
 */
export function withStaging<T>(staging: string, work: () => T): T {
  acquire(staging);
  try {
    return work();
  } finally {
    release(staging);
  }
}

/**
 * Applies all changes, or leaves a journal from which `withStaging` undoes them. New texts are first written into the staging folder, then
 * renamed into place. The transaction succeeds when the journal is deleted.
 */
export function applyChanges(staging: string, changes: readonly FileChange[]): void {
  const entries = changes.map(({ target, text }, index) => {
    const old = fileStatus(target);
    if (text !== null) fs.writeFileSync(join(staging, `${index}.new`), text);
    if (text !== null && old) fs.chmodSync(join(staging, `${index}.new`), old.mode);
    return { target: relative(staging, target), existed: old !== undefined, writes: text !== null };
  });
  const folders = missingFolders(
    changes.filter((_, index) => entries[index]?.writes).map(({ target }) => dirname(target)),
  );
  const journal: Journal = { entries, folders: folders.map((folder) => relative(staging, folder)) };
  fs.writeFileSync(join(staging, `${JOURNAL}.new`), JSON.stringify(journal));
  fs.renameSync(join(staging, `${JOURNAL}.new`), join(staging, JOURNAL));
  changes.forEach(({ target }, index) => {
    if (entries[index]?.existed) move(target, join(staging, `${index}.old`));
  });
  for (const folder of folders) fs.mkdirSync(folder);
  changes.forEach(({ target }, index) => {
    if (entries[index]?.writes) move(join(staging, `${index}.new`), target);
  });
  fs.rmSync(join(staging, JOURNAL));
}

export function notWritten(error: unknown): WriteError {
  const words = error instanceof Error ? error.message : `${error}`;
  return new WriteError(`writing failed, every file is as it was: ${words}`, { cause: error });
}

function release(staging: string): void {
  try {
    rollBack(staging);
  } catch (error) {
    throw new WriteError(`undoing failed; run again, the next run undoes the rest from ${basename(staging)}`, {
      cause: error,
    });
  }
  fs.rmSync(staging, { recursive: true, force: true });
}

// Every step can be repeated: if a run is killed while it undoes another, the next run starts over.
function rollBack(staging: string): void {
  const file = join(staging, JOURNAL);
  if (!fs.existsSync(file)) return;
  const { entries, folders }: Journal = JSON.parse(fs.readFileSync(file, 'utf8'));
  entries.forEach(({ target, existed, writes }, index) => {
    const moved = writes && !fs.existsSync(join(staging, `${index}.new`));
    if (moved && !existed) fs.rmSync(join(staging, target), { force: true });
  });
  for (const folder of folders.toReversed()) removeIfEmpty(join(staging, folder));
  entries.forEach(({ target }, index) => {
    const old = join(staging, `${index}.old`);
    if (fs.existsSync(old)) move(old, join(staging, target));
  });
  fs.rmSync(file);
}

function acquire(staging: string): void {
  fs.mkdirSync(dirname(staging), { recursive: true });
  if (fs.existsSync(staging)) {
    const owner = Number(readIfThere(join(staging, OWNER)));
    if (owner !== process.pid && isAlive(owner)) throw heldBy(staging, owner);
    release(staging);
  }
  // It comes with its owner: another run would take a folder without one for what a killed run has left, and delete it.
  const own = `${staging}.${process.pid}`;
  fs.rmSync(own, { recursive: true, force: true });
  try {
    fs.mkdirSync(own);
    fs.writeFileSync(join(own, OWNER), `${process.pid}`);
    fs.renameSync(own, staging);
  } catch (error) {
    fs.rmSync(own, { recursive: true, force: true });
    if (TAKEN.has(codeOf(error))) throw heldBy(staging, undefined);
    throw notWritten(error);
  }
}

/** What a folder answers that is renamed to one with files in it. */
const TAKEN = new Set<unknown>(['EEXIST', 'ENOTEMPTY']);

function heldBy(staging: string, owner: number | undefined): WriteError {
  const who = owner === undefined ? 'another run' : `another run (process ${owner})`;
  return new WriteError(`${who} is writing; wait for it, or, if there is none, delete ${basename(staging)}`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

// The staging folder may be on another file system than a file outside the output folder. In that case a copy is renamed into place.
function move(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const beside = join(dirname(to), `.${basename(to)}.${process.pid}`);
    fs.copyFileSync(from, beside);
    fs.renameSync(beside, to);
    fs.rmSync(from);
  }
}

function missingFolders(folders: readonly string[]): string[] {
  const missing = new Set<string>();
  for (let folder of folders) {
    const chain: string[] = [];
    for (; !missing.has(folder) && !fileStatus(folder)?.isDirectory(); folder = dirname(folder)) chain.unshift(folder);
    for (const link of chain) missing.add(link);
  }
  return [...missing];
}

function readIfThere(path: string): string {
  return fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '';
}
