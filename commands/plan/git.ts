import { isManifestFile } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { askGit, commitOf, defaultBranch, runGit } from './git-process';
import type { NamedText } from './manifests-in';

/**
 * The commit at which this branch left the default branch: what a pull request is compared with.
 * @throws UsageError where there is no repository or no default branch
 */
export function mergeBase(root: string): string {
  const branch = defaultBranch(root);
  const base = branch === undefined ? undefined : askGit(root, 'merge-base', 'HEAD', branch);
  if (base !== undefined) return base;
  if (askGit(root, 'rev-parse', '--git-dir') === undefined) {
    const { status, problem } = runGit(root, ['rev-parse', '--git-dir']);
    const why = status === null ? `git cannot be asked (${problem})` : 'this folder is in no git repository';
    throw new UsageError(`${why}: name what to compare with, --base FOLDER, FILE or cluster`);
  }
  throw new UsageError(
    'no default branch was found to compare with (in CI, fetch the whole history): name a base with --base, a git ref, a folder, a file or "cluster"',
  );
}

/** The folder of the repository that a folder is in. */
export function topFolder(root: string): string {
  return askGit(root, 'rev-parse', '--show-toplevel') ?? root;
}

/** @throws UsageError for a name that is not a commit */
export function baseCommit(root: string, ref: string): string {
  const commit = commitOf(root, ref);
  if (commit !== undefined) return commit;
  throw new UsageError(`--base "${ref}": there is no such file or folder, and no such commit in git`);
}

/** The manifests below folders as they are in a commit, by their names from the top of the repository; none where the folders are not there. */
export function filesAt(root: string, commit: string, folders: readonly string[]): NamedText[] {
  const entries = entriesAt(root, commit, folders).filter(({ name }) => isManifestFile(name));
  const isLink = ({ mode }: CommitEntry) => mode === LINK;
  const files = entries.filter((entry) => !isLink(entry));
  return [...contents(root, files), ...linked(root, commit, entries.filter(isLink))];
}

/** The mode of a symbolic link. */
export const LINK = '120000';

export interface CommitEntry {
  readonly mode: string;
  readonly object: string;
  /** In bytes. */
  readonly size: number;
  /** From the top of the repository. */
  readonly name: string;
}

/** The files of a commit below folders. */
export function entriesAt(root: string, commit: string, folders: readonly string[]): CommitEntry[] {
  const listed = git(root, ['ls-tree', '-r', '-l', '-z', '--full-name', commit, '--', ...folders]).stdout;
  return listed
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, mode, object, size, name] = /^(\d+) blob (\w+) +(\d+)\t([\s\S]*)$/.exec(line) ?? [];
      return mode && object && name ? [{ mode, object, size: Number(size), name }] : [];
    });
}

interface NamedContent {
  readonly name: string;
  readonly content: Buffer;
}

export function contents(root: string, entries: readonly CommitEntry[]): NamedContent[] {
  return batch(
    root,
    [],
    entries.map(({ object, name }) => ({ name, asked: object })),
  );
}

/** As on disk, a link is what it leads to; one that leads nowhere is nothing. */
function linked(root: string, commit: string, links: readonly CommitEntry[]): NamedContent[] {
  return batch(
    root,
    ['--follow-symlinks'],
    links.map(({ name }) => ({ name, asked: `${commit}:${name}` })),
  );
}

/** One process for all files: a repository of a thousand databases has several thousand. */
function batch(
  root: string,
  options: readonly string[],
  wanted: readonly { readonly name: string; readonly asked: string }[],
): NamedContent[] {
  const input = wanted.map(({ asked }) => `${asked}\n`).join('');
  const bytes = wanted.length === 0 ? Buffer.alloc(0) : git(root, ['cat-file', '--batch', ...options], input).stdout;
  let offset = 0;
  return wanted.flatMap(({ name }) => {
    const end = bytes.indexOf('\n', offset);
    const head = bytes.toString('latin1', offset, end);
    const size = Number(head.split(' ').at(-1));
    const content = bytes.subarray(end + 1, end + 1 + size);
    offset = end + 1 + size + 1;
    return / blob /.test(head) ? [{ name, content }] : [];
  });
}

function git(root: string, args: readonly string[], input = ''): { stdout: Buffer } {
  const { status, stdout, problem } = runGit(root, args, input);
  if (status === 0) return { stdout };
  throw new UsageError(`git ${args.join(' ')}: ${problem}`);
}
