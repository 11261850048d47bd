import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, sep } from 'node:path';
import { compare } from '../../values/collections/compare';
import { type CommitEntry, contents, entriesAt, LINK } from './git';

/** A repository at one time, for what is not a manifest in it: on disk, or a commit. Paths are absolute, as if it were on disk. */
export interface RepositoryState {
  /** Alike where two states hold the same file, or the same files below a folder. */
  digest(path: string): string;
  /** Where a tool finds a folder. */
  onDisk(folder: string): string;
}

/** Nothing that goes into a manifest is larger. */
const LARGEST = 10_000_000;
const BATCH = 64_000_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is there now. */
export const WORKING_TREE: RepositoryState = {
  digest(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() !== true) return digestOfFile(path);
    return lines(below(path).map((name) => [name, digestOfFile(join(path, name))]));
  },
  onDisk: (folder) => folder,
};

/** A commit. Tools find it in a temporary folder, which is written when the first of them is asked. */
export class CommitState implements RepositoryState {
  readonly #top: string;
  readonly #commit: string;
  #entries: ReadonlyMap<string, CommitEntry> | undefined;
  #folder: string | undefined;

  /** @param top - the folder of the repository */
  constructor(top: string, commit: string) {
    this.#top = top;
    this.#commit = commit;
  }

  digest(path: string): string {
    const name = this.#nameOf(path);
    const own = this.#all().get(name);
    if (own !== undefined) return own.object;
    const start = name === '' ? '' : `${name}/`;
    const below = [...this.#all().values()].filter((each) => each.name.startsWith(start));
    return lines(below.map((each) => [each.name.slice(start.length), each.object]));
  }

  onDisk(folder: string): string {
    this.#folder ??= this.#written();
    return join(this.#folder, this.#nameOf(folder));
  }

  /** Removes what was written. */
  remove(): void {
    for (const signal of SIGNALS) process.removeListener(signal, this.#interrupted);
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #nameOf(path: string): string {
    return relative(this.#top, path).split(sep).join(posix.sep);
  }

  #all(): ReadonlyMap<string, CommitEntry> {
    this.#entries ??= new Map(entriesAt(this.#top, this.#commit, ['.']).map((entry) => [entry.name, entry]));
    return this.#entries;
  }

  #written(): string {
    const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-'));
    this.#folder = folder;
    for (const signal of SIGNALS) process.once(signal, this.#interrupted);
    for (const batch of batches([...this.#all().values()].filter(isWanted))) {
      const links = new Set(batch.flatMap(({ mode, name }) => (mode === LINK ? [name] : [])));
      for (const { name, content } of contents(this.#top, batch)) {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        if (!links.has(name)) writeFileSync(path, content);
        else if (staysWithin(name, content.toString('utf8'))) symlinkSync(content.toString('utf8'), path);
      }
    }
    return folder;
  }

  // The signal ends the process as it would have without this.
  readonly #interrupted = (signal: NodeJS.Signals): void => {
    this.remove();
    process.kill(process.pid, signal);
  };
}

/** A tree can be made by hand to lead out of the folder, or into the git of whoever checks it out. */
function isWanted({ name, size }: CommitEntry): boolean {
  return size <= LARGEST && !name.startsWith('/') && !name.split('/').some((step) => ['..', '.git'].includes(step));
}

function staysWithin(name: string, target: string): boolean {
  const path = posix.normalize(posix.join(posix.dirname(name), target));
  return !posix.isAbsolute(target) && path !== '..' && !path.startsWith('../');
}

function* batches(entries: readonly CommitEntry[]): Generator<readonly CommitEntry[]> {
  let batch: CommitEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    batch.push(entry);
    bytes += entry.size;
    if (bytes < BATCH) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  yield batch;
}

/** As git names a file by its content; empty where there is none. */
function digestOfFile(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !(found.isFile() || found.isSymbolicLink())) return '';
  const bytes = found.isSymbolicLink() ? Buffer.from(readlinkSync(path)) : readFileSync(path);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function below(folder: string, name = ''): string[] {
  return readdirSync(join(folder, name), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(name, entry.name);
    if (entry.isDirectory()) return ['.git', 'node_modules'].includes(entry.name) ? [] : below(folder, path);
    return [path];
  });
}

function lines(files: readonly (readonly [name: string, digest: string])[]): string {
  return [...files]
    .sort(([a], [b]) => compare(a, b))
    .map((line) => line.join(' '))
    .join('\n');
}
