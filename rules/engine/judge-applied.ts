import { completedForms, isUnknown } from '../../manifests/applied/completed-forms';
import { hasOpenNamespace } from '../../manifests/applied/open-namespaces';
import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import { TARGET_SCHEMA, violationOrder } from './judge';
import type { Extent } from './rule';
import { sampled } from './sampled';

/** Objects that are applied to one cluster. */
export interface Together {
  readonly documents: readonly Document[];
  /** Objects that exist beside them and are not judged. */
  readonly beside: readonly Document[];
  /** How much of the cluster these are. */
  readonly seen: Extent;
}

/** Judges one of the documents that are applied together. */
type JudgeAmong = (document: Document, among: readonly Document[], seen: Extent) => readonly Violation[];

/**
 * Judges what is applied. A finding counts if it holds in every cluster to which the object may be applied, and whatever the unknown
 * values are: objects with such values are judged without them and with a sample of each, and what both judgements find, away from the
 * unknown values, is said.
 */
export function judgeApplied(worlds: readonly Together[], judgeAmong: JudgeAmong): Violation[] {
  const found = new Map<Document, Violation[]>();
  for (const world of worlds) {
    for (const [document, violations] of judgeTogether(world, judgeAmong)) {
      const before = found.get(document);
      found.set(document, before === undefined ? violations : both(before, violations));
    }
  }
  return once([...found.values()].flat()).sort(violationOrder);
}

function judgeTogether({ documents, beside, seen }: Together, judgeAmong: JudgeAmong): Map<Document, Violation[]> {
  const all = [...documents, ...beside];
  const readings = all.some(({ unknown }) => unknown !== undefined)
    ? [all.map((each) => completedForms(each)[0]), all.map((each) => sampled(completedForms(each)[1]))]
    : [all];
  const judged = new Map<Document, Violation[]>();
  documents.forEach((document, position) => {
    const [first = [], ...others] = readings.map((among) => {
      const own = among[position];
      return own === undefined ? [] : judgeAmong(own, among, seen);
    });
    const agreed = others.reduce<readonly Violation[]>(both, first).map((violation) => named(violation, document));
    const certain = agreed.filter(({ path }) => !isUnknown(path, document.unknown ?? []));
    // An object that leaves its namespace open is told so, where nobody is known who decides it.
    if (hasOpenNamespace(document)) certain.push(...first.filter(({ rule }) => rule === 'namespace-missing'));
    judged.set(document, certain);
  });
  return judged;
}

/** Of two judgements of one document, the findings of the first that the second has, too. */
function both(first: readonly Violation[], second: readonly Violation[]): Violation[] {
  const keys = new Set(second.map(keyOf));
  return first.filter((violation) => keys.has(keyOf(violation)));
}

function keyOf({ rule, path }: Violation): string {
  return `${rule}\n${path}`;
}

/** Under the names that the document gives, although some of them are filled in. */
function named(violation: Violation, { manifest }: Document): Violation {
  const { name, namespace } = manifest?.metadata ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { ...violation, name: text(name), namespace: text(namespace) };
}

/** A file that several roots include is reported once; what concerns the target, once a run. */
function once(violations: readonly Violation[]): Violation[] {
  const byPlace = new Map(
    violations.map((each) => [`${placeOf(each)}\n${keyOf(each)}\n${each.message}`, each] as const),
  );
  return [...byPlace.values()];
}

function placeOf({ rule, file, document, kind, name }: Violation): string {
  return rule === TARGET_SCHEMA ? '' : `${file}\n${document}\n${kind}\n${name}`;
}
