import { type ArchiveEntry, printEntry } from '../../plan/lineage/lineage-entry';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { askGit } from '../plan/git-process';

export interface ArchiveBeginning {
  /** The earliest that it can have been. */
  readonly written: Date;
  /** When this branch got it: what waits for a merge is not applied. Later than `written` by as long as the pull request was open. */
  readonly merged: Date;
}

/**
 * When an archive can have begun at the earliest: when the commit was written that entered it in the lineage lock, where one before was
 * known already. Undefined where git does not tell: without a repository, and where both came in one commit, as in a shallow clone.
 */
export function archiveBeginning(
  root: string,
  entry: ArchiveEntry,
  before: readonly ArchiveEntry[],
): ArchiveBeginning | 'uncommitted' | undefined {
  const line = printEntry(entry);
  const knows = (commit: string, lines: readonly string[]) => {
    const lock = askGit(root, 'show', `${commit}:./${LINEAGE_FILE}`);
    return lines.some((each) => lock?.includes(each));
  };
  const lines = before.map(printEntry);
  if (!knows('HEAD', [line])) return knows('HEAD', lines) ? 'uncommitted' : undefined;
  const entered = (...format: readonly string[]) =>
    (askGit(root, 'log', ...format, `-S${line}`, '--', LINEAGE_FILE)?.split('\n') ?? [])
      .map((each) => ({ at: new Date(each.split(' ')[0] ?? ''), commit: each.split(' ')[1] ?? '' }))
      .filter(({ commit }) => commit !== '')
      .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const [first] = entered('--format=%aI %H');
  if (first === undefined || !knows(`${first.commit}^`, lines)) return undefined;
  // The date of the author outlives a rebase, the date of who committed is that of the merge. A squash has the second alone.
  const [merge] = entered('--format=%cI %H', '--first-parent', '-m');
  return { written: first.at, merged: merge !== undefined && merge.at > first.at ? merge.at : first.at };
}
