import { UsageError } from '../cli/usage-error';
import { askGit, commitOf, defaultBranch, runGit } from './git-process';
import type { NamedText } from './manifests-in';

const MANIFEST = /\.(?:ya?ml|json)$/;

/**
 * The commit at which this branch left the default branch: what a pull request is compared with.
 * @throws UsageError where there is no repository or no default branch
 */
export function mergeBase(root: string): string {
  const branch = defaultBranch(root);
  const base = branch === undefined ? undefined : askGit(root, 'merge-base', 'HEAD', branch);
  if (base !== undefined) return base;
  throw new UsageError(
    'no default branch was found to compare with (in CI, fetch the whole history): name a base with --base, a git ref, a folder, a file or "cluster"',
  );
}

/** The folder of the repository that a folder is in. */
export function topFolder(root: string): string {
  return askGit(root, 'rev-parse', '--show-toplevel') ?? root;
}

/**
 * The manifests below folders as they are in a commit, by their names from the top of the repository; none where the folders are not there.
 * @throws UsageError for a name that is not a commit
 */
export function filesAt(root: string, ref: string, folders: readonly string[]): NamedText[] {
  const commit = commitOf(root, ref);
  if (commit === undefined) {
    throw new UsageError(`--base "${ref}": there is no such file or folder, and no such commit in git`);
  }
  const listed = git(root, ['ls-tree', '-r', '-z', '--full-name', commit, '--', ...folders]).stdout.toString('utf8');
  const blobs = listed.split('\0').flatMap((line) => {
    const [, mode, type, object, name] = /^(\d+) (\w+) (\w+)\t([\s\S]*)$/.exec(line) ?? [];
    return type === 'blob' && object && name && MANIFEST.test(name) ? [{ isLink: mode === LINK, object, name }] : [];
  });
  // As on disk, a link is what it leads to; one that leads nowhere is nothing.
  const [files, links] = [false, true].map((isLink) => blobs.filter((each) => each.isLink === isLink));
  return [
    ...contents(root, ['--batch'], files ?? [], ({ object }) => object),
    ...contents(root, ['--batch', '--follow-symlinks'], links ?? [], ({ name }) => `${commit}:${name}`),
  ];
}

const LINK = '120000';

interface Blob {
  readonly object: string;
  readonly name: string;
}

/** One process for all files: a repository of a thousand databases has several thousand. */
function contents(
  root: string,
  options: readonly string[],
  blobs: readonly Blob[],
  nameOf: (blob: Blob) => string,
): NamedText[] {
  const input = blobs.map((blob) => `${nameOf(blob)}\n`).join('');
  const bytes = blobs.length === 0 ? Buffer.alloc(0) : git(root, ['cat-file', ...options], input).stdout;
  let offset = 0;
  return blobs.flatMap(({ name }) => {
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
