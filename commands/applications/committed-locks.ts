import type { CommittedLocks } from '../../plan/lineage/lineage';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { UsageError } from '../cli/usage-error';
import { askGit, commitOf, defaultBranch, runGit } from '../plan/git-process';

const NOTHING: CommittedLocks = { texts: [] };

/**
 * The lineage lock as git has it: in HEAD, where this branch left the default branch, and in a commit that is being merged. With a base,
 * what only this branch has committed does not count.
 *
 * @param outdir - output folder, relative to the root
 * @param base - a git ref @default - HEAD, and the default branch where there is one
 * @returns undefined where git does not tell: not installed, no repository, or a lock that it does not keep
 * @throws UsageError for a base that is not a commit here
 */
export function committedLocks(root: string, outdir: string, base?: string): CommittedLocks | undefined {
  if (base !== undefined && commitOf(root, base) === undefined) {
    throw new UsageError(`--base "${base}": there is no such commit in git (in CI, fetch the whole history)`);
  }
  if (askGit(root, 'rev-parse', '--is-inside-work-tree') !== 'true') return undefined;
  if (runGit(root, ['check-ignore', '--quiet', LINEAGE_FILE]).status === 0) return undefined;
  const head = commitOf(root, 'HEAD');
  // Before the first commit.
  if (head === undefined) return askGit(root, 'symbolic-ref', '--quiet', 'HEAD') === undefined ? undefined : NOTHING;
  // What is committed without its lock was applied all the same.
  if (lockAt(root, head) === undefined && hasFiles(root, head, outdir)) return undefined;
  const branch = base ?? defaultBranch(root);
  // A shallow clone may not have it.
  const fork = branch === undefined ? undefined : askGit(root, 'merge-base', 'HEAD', branch);
  if (base !== undefined && fork === undefined) {
    throw new UsageError(`--base "${base}": it has no commit in common with HEAD (in CI, fetch the whole history)`);
  }
  const merging = commitOf(root, 'MERGE_HEAD');
  const texts = locksAt(root, base === undefined ? [head, fork, merging] : [fork, merging]);
  // While something is merged, what is not in the default branch may be in the other one.
  if (base !== undefined || merging !== undefined || branch === undefined || fork === undefined) return { texts };
  return { texts, main: { branch, texts: locksAt(root, [fork, commitOf(root, branch)]) } };
}

function locksAt(root: string, commits: readonly (string | undefined)[]): string[] {
  return [...new Set(commits)].flatMap((commit) => (commit && lockAt(root, commit)) ?? []);
}

function lockAt(root: string, commit: string): string | undefined {
  const { status, stdout } = runGit(root, ['show', `${commit}:./${LINEAGE_FILE}`]);
  return status === 0 ? stdout.toString('utf8') : undefined;
}

function hasFiles(root: string, commit: string, folder: string): boolean {
  return askGit(root, 'ls-tree', commit, '--', folder) !== undefined;
}
