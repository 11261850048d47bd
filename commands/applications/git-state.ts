import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { commitOf, runGit } from '../plan/git-process';

/** Everything that {@link committedLocks} depends on, in two or three questions instead of a dozen: commits never change. */
export function gitState(root: string, base?: string): string {
  const head = runGit(root, ['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', 'HEAD', 'MERGE_HEAD']);
  if (!head.stdout.toString('utf8').startsWith('true')) return `${head.status}`;
  const refs = runGit(root, ['for-each-ref', '--format=%(refname) %(objectname) %(symref)']);
  const ignored = runGit(root, ['check-ignore', '--quiet', LINEAGE_FILE]);
  const answers = [head, refs, ignored].map(({ status, stdout }) => `${status} ${stdout.toString('utf8')}`);
  return [...answers, base === undefined ? '' : commitOf(root, base)].join('\n');
}
