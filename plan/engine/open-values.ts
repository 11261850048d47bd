import { completedForms, isUnknown } from '../../manifests/applied/completed-forms';
import { hasVariable } from '../../manifests/applied/holes';
import { substitute } from '../../manifests/applied/variables';
import type { Unknown } from '../../manifests/object/document';
import { isOfCnpgGroup, type Manifest } from '../../manifests/object/manifest';
import { filledIn } from '../../rules/engine/sampled';
import type { Verdict } from './change';
import type { FieldDifference } from './difference';

/** An object with variables (`${SIZE}`), as it may be once they are filled in. */
interface Forms {
  readonly forms: readonly Manifest[];
  /** The values that have variables. */
  readonly unknown: readonly Unknown[];
}

/** Without the values that have variables, and with a sample of each; the object itself if it has none. */
export function formsOf(manifest: Manifest): Forms {
  const { unknown } = substitute(manifest, undefined);
  if (unknown.length === 0) return { forms: [manifest], unknown };
  const document = { manifest, file: null, document: null, unknown };
  const [without] = completedForms(document);
  return { forms: [without, filledIn(document)].flatMap((each) => each.manifest ?? []), unknown };
}

/** Whether a finding is about a value with a variable. */
export function isOpenPath(path: string | null, unknown: readonly Unknown[]): boolean {
  return unknown.length > 0 && isUnknown(path, unknown);
}

/** Whether a value that changes has a variable on either side. */
export function isOpenDifference({ path, before, after }: FieldDifference, manifest: Manifest): boolean {
  // Elsewhere `${NAME}` may be of a shell.
  if (path[0] !== 'metadata' && !isOfCnpgGroup(manifest)) return false;
  return [before, after].some((value) => typeof value === 'string' && hasVariable(value));
}

/** The verdict on a value that has a variable on either side; both as they may be shown, null for none. */
export function unknownVerdict(before: unknown, after: unknown): Verdict {
  const [from, to] = [before, after].map((value) => (value === null ? 'nothing' : shown(value)));
  const reason = `from ${from} to ${to}: unknown. Whoever applies it fills in the variable: compare what is applied`;
  return { impact: 'unknown', reason };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
