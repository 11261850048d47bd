import { type ArchiveEntry, printEntry } from '../../plan/lineage/lineage-entry';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { askGit } from '../plan/git-process';

/**
 * When an archive can have begun at the earliest: when the commit was written that entered it in the lineage lock, where one before was
 * known already. Undefined where git does not tell: without a repository, and where both came in one commit, as in a shallow clone.
 */
export function archiveBeginning(
  root: string,
  entry: ArchiveEntry,
  before: readonly ArchiveEntry[],
): Date | 'uncommitted' | undefined {
  const line = printEntry(entry);
  const knows = (commit: string, lines: readonly string[]) => {
    const lock = askGit(root, 'show', `${commit}:./${LINEAGE_FILE}`);
    return lines.some((each) => lock?.includes(each));
  };
  const lines = before.map(printEntry);
  if (!knows('HEAD', [line])) return knows('HEAD', lines) ? 'uncommitted' : undefined;
  const entered = askGit(root, 'log', '--format=%aI %H', `-S${line}`, '--', LINEAGE_FILE)?.split('\n') ?? [];
  const [first] = entered
    .map((each) => ({ written: new Date(each.split(' ')[0] ?? ''), commit: each.split(' ')[1] ?? '' }))
    .toSorted((a, b) => a.written.getTime() - b.written.getTime());
  return first !== undefined && knows(`${first.commit}^`, lines) ? first.written : undefined;
}
