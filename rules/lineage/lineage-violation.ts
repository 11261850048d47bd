import type { Finding, Violation } from '../../manifests/object/violation';
import { type Entry, entries } from '../engine/entry';

const RULE = 'lineage';

/** The findings from comparing objects that hold state with the committed ones. */
export const LINEAGE_ENTRIES: readonly Entry[] = entries(
  { layer: 'expert', subject: 'Lineage', severity: 'error', kinds: [], docs: 'docs/removal.md' },
  {
    [RULE]:
      'An object that holds state is not dropped or renamed, and an archive not reused, without an acknowledgement',
  },
);

/** A problem of the lock as a violation of its file. */
export function lineageViolation({ message, fix }: Pick<Finding, 'message' | 'fix'>, file: string): Violation {
  const nowhere = { kind: null, namespace: null, name: null, path: null, document: null };
  return { rule: RULE, layer: 'expert', severity: 'error', ...nowhere, message, fix, file };
}
