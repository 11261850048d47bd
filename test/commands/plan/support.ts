import { execFileSync } from 'node:child_process';
import { runCommands } from '../../../commands/cli/run-commands';
import { STANDALONE_COMMANDS } from '../../../commands/cli/standalone-commands';
import type { Plan } from '../../../plan';
import { writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

/** git without the identity of whoever runs the tests. */
export function gitIn(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

/** A repository with one commit of these files, in the current folder. */
export function committed(root: string, files: Readonly<Record<string, string>>): void {
  process.chdir(root);
  writeFiles(root, files);
  gitIn(root, 'init', '--quiet');
  gitIn(root, 'add', '--force', '.');
  gitIn(root, 'commit', '--quiet', '--message', 'as it is');
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
