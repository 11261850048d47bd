import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { commitOf, runGit } from '../plan/git-process';

const QUESTIONS = ['--is-inside-work-tree', '--git-path', 'shallow', 'HEAD', 'MERGE_HEAD'];

/** Everything that {@link committedLocks} depends on, in two or three questions instead of a dozen: commits never change. */
export function gitState(root: string, base?: string): string {
  const head = runGit(root, ['rev-parse', ...QUESTIONS]);
  const [isInside, shallow = ''] = head.stdout.toString('utf8').split('\n');
  if (isInside !== 'true') return `${head.status}`;
  const refs = runGit(root, ['for-each-ref', '--format=%(refname) %(objectname) %(symref)']);
  const ignored = runGit(root, ['check-ignore', '--quiet', LINEAGE_FILE]);
  const answers = [head, refs, ignored].map(({ status, stdout }) => `${status} ${stdout.toString('utf8')}`);
  // Where history ends in a clone without all of it: deepening moves no ref, and finds older locks.
  const ends = resolve(root, shallow);
  const history = existsSync(ends) ? readFileSync(ends, 'utf8') : '';
  return [...answers, history, base === undefined ? '' : commitOf(root, base)].join('\n');
}
