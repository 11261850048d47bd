import { spawnSync } from 'node:child_process';

const LARGEST = 1_000_000_000;

/** A hook of git tells its children which repository they are in, relative to where the hook runs: not here. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

export interface GitResult {
  /** Null where git is not installed or was killed. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly problem: string;
}

/** Runs git in a folder; never asks for a password. */
export function runGit(root: string, args: readonly string[], input = ''): GitResult {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
  for (const name of OF_HOOKS) delete (env as Record<string, string | undefined>)[name];
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, env, input, maxBuffer: LARGEST });
  const problem = error?.message ?? stderr?.toString('utf8').trim() ?? '';
  return { status: error === undefined ? status : null, stdout: stdout ?? Buffer.alloc(0), problem };
}

/** What git prints, without the line break; undefined where it fails or prints nothing. */
export function askGit(root: string, ...args: string[]): string | undefined {
  const { status, stdout } = runGit(root, args);
  const text = stdout.toString('utf8').trim();
  return status === 0 && text !== '' ? text : undefined;
}

/** The commit that a name refers to. */
export function commitOf(root: string, ref: string): string | undefined {
  // A ref that begins with a dash would be taken for an option.
  if (ref.startsWith('-')) return undefined;
  return askGit(root, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
}

/** The default branch as this clone knows it: that of the remote, or the usual names. */
export function defaultBranch(root: string): string | undefined {
  const head = askGit(root, 'symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  const branches = [head, 'origin/main', 'origin/master', 'main', 'master'];
  return branches.find((name) => name !== undefined && commitOf(root, name) !== undefined);
}
