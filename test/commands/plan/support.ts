import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { runCommands } from '../../../commands/cli/run-commands';
import { STANDALONE_COMMANDS } from '../../../commands/cli/standalone-commands';
import type { Plan } from '../../../plan';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

const HOME = process.cwd();

type Files = Readonly<Record<string, string>>;
/** Other files, or the same with another text; or what somebody does in the folder. */
export type RepositoryChange = Files | ((root: string) => void);

/** git without the identity of whoever runs the tests. */
export function gitIn(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

/** A repository with one commit of these files, in what is the current folder until the test ends. */
export function committed(root: string, files: Files): void {
  onTestFinished(() => process.chdir(HOME));
  process.chdir(root);
  writeFiles(root, files);
  gitIn(root, 'init', '--quiet');
  gitIn(root, 'add', '--force', '.');
  gitIn(root, 'commit', '--quiet', '--message', 'as it is');
}

/** A repository of these files in the current folder, and a change that is not committed. */
export function changed(before: Files, change: RepositoryChange): void {
  const root = temporaryFolder();
  committed(root, before);
  if (typeof change === 'function') change(root);
  else writeFiles(root, change);
}

/** The reasons of what changes, of all kinds of objects or of one. */
export function reasonsOf({ changes = [] }: Partial<Plan>, kind?: string): string[] {
  const those = changes.filter((change) => kind === undefined || change.kind === kind);
  return those.flatMap(({ fields }) => fields.map(({ reason }) => reason));
}

/** The plan of a change, without tools. */
export async function planned(before: Files, change: RepositoryChange, ...args: string[]) {
  changed(before, change);
  return standalonePlan('--render', 'never', ...args);
}

/** `npx cnpg-gitops plan` in the current folder, against HEAD unless another base is named. */
export async function standalonePlan(...args: string[]) {
  const console = captured();
  const base = args.includes('--base') ? [] : ['--base', 'HEAD'];
  const code = await runCommands(['plan', '--output', 'json', ...base, ...args], STANDALONE_COMMANDS, { console });
  const { out, err } = console.output;
  const plan: Partial<Plan> = out === '' ? {} : JSON.parse(out);
  const { changes = [], unseen = [] } = plan;
  return {
    code,
    err,
    plan,
    unseen,
    /** `Cluster shop/pg on prod: spec.storage.size 1Gi → 2Gi`, the impact behind it. */
    said: changes.flatMap(({ kind, namespace, name, platform, action, fields }) => {
      const object = `${kind} ${namespace ?? ''}/${name}${platform === undefined ? '' : ` on ${platform}`}`;
      const shown = fields.map(
        ({ path, before, after, impact }) => `${object}: ${path} ${before} → ${after} ${impact}`,
      );
      return shown.length === 0 || action !== 'update' ? [`${action} ${object}`] : shown;
    }),
  };
}
