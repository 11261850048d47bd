import { completedForms, isUnknown } from '../../manifests/applied/completed-forms';
import { hasOpenNamespace } from '../../manifests/applied/open-namespaces';
import type { Document } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import type { OwnFindings } from './ask';
import { TARGET_SCHEMA, violationOrder } from './judge';
import { withoutSamples } from './possible-forms';
import type { Extent } from './rule';
import { isOfTexts } from './ruleset';
import { filledIn } from './sampled';
import { both, findingKey, type JudgeIn, whateverIsMeant } from './whatever-is-meant';

/** Objects that are applied to one cluster. */
export interface Together {
  readonly documents: readonly Document[];
  /** Objects that exist beside them and are not judged. */
  readonly beside: readonly Document[];
  /** How much of the cluster these are. */
  readonly seen: Extent;
}

/** Judges one of the documents that are applied together. */
type JudgeAmong = (
  document: Document,
  among: readonly Document[],
  seen: Extent,
  keep?: Map<Manifest, OwnFindings>,
) => readonly Violation[];

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
  if (all.every(({ unknown }) => unknown === undefined)) {
    return new Map(documents.map((document) => [document, [...judgeAmong(document, all, seen)]]));
  }
  const judgeIn: JudgeIn = (reading, position) => {
    const own = reading[position];
    return own === undefined ? [] : judgeAmong(own, reading, seen, kept);
  };
  const kept = new Map<Manifest, OwnFindings>();
  const [without, filled] = [all.map((each) => completedForms(each)[0]), all.map(filledIn)];
  const agreed = documents.map(({ unknown = [] }, position) =>
    both(judgeIn(without, position), judgeIn(filled, position)).filter(
      ({ rule, path }) => !isUnknown(path, unknown) && !isOfTexts(rule),
    ),
  );
  const isSettled = (position: number, violation: Violation) => {
    const manifest = filled[position]?.manifest;
    const known = manifest && kept.get(manifest);
    return known?.alone.some((each) => findingKey(each) === findingKey(violation)) === true;
  };
  const certain = whateverIsMeant(agreed, all, judgeIn, isSettled);
  const restored = withoutSamples(all);
  const judged = documents.map((document, position) => {
    const asWritten = judgeIn(all, position);
    const found = [...(certain[position] ?? []).map((each) => reworded(each, asWritten, restored))];
    found.push(...asWritten.filter(({ rule }) => isOfTexts(rule)));
    // An object that leaves its namespace open is told so, where nobody is known who decides it.
    const isOpen = hasOpenNamespace(document);
    if (isOpen) found.push(...judgeIn(without, position).filter(({ rule }) => rule === 'namespace-missing'));
    return [document, found.map((violation) => named(violation, document))] as const;
  });
  return new Map(judged);
}

/** A finding of a form of an object in the words of what is written: no sample, and no value missing that is only not known. */
function reworded(
  violation: Violation,
  asWritten: readonly Violation[],
  restored: (said: string) => string,
): Violation {
  const { message, fix } = violation;
  const own = { message: restored(message), fix: fix && restored(fix) };
  const same = asWritten.filter((each) => findingKey(each) === findingKey(violation));
  const isSaid = own.message !== message || same.some((each) => each.message === message);
  return { ...violation, ...own, ...(!isSaid && same[0] && { message: same[0].message, fix: same[0].fix }) };
}

/** Under the names that the document gives, although some of them are filled in. */
function named(violation: Violation, { manifest }: Document): Violation {
  const { name, namespace } = manifest?.metadata ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { ...violation, name: text(name), namespace: text(namespace) };
}

/** An object that several roots apply is reported once; what concerns the target, once a run. */
function once(violations: readonly Violation[]): Violation[] {
  const byPlace = new Map(
    violations.map((each) => [`${placeOf(each)}\n${findingKey(each)}\n${each.message}`, each] as const),
  );
  return [...byPlace.values()];
}

// Overlays of one base make several objects of one document: each may be suppressed, and is named.
function placeOf({ rule, file, document, kind, namespace, name }: Violation): string {
  return rule === TARGET_SCHEMA ? '' : `${file}\n${document}\n${kind}\n${namespace}\n${name}`;
}
