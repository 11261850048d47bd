import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { SEVERITIES } from './judge';
import { knownNamespace, type Mention, mentionsIn, namedNamespaces, possibleForm } from './possible-forms';
import { filledIn } from './sampled';

/** Judges the document at a position of a reading of all. */
export type JudgeIn = (reading: readonly Document[], position: number) => readonly Violation[];

/** With variables everywhere much is possible: what is worst is asked first. */
const MOST_READINGS = 100;

/** Forms of objects by their positions, and the positions of the objects whose findings depend on them. */
interface Reading {
  readonly forms: Map<number, Document>;
  readonly positions: Set<number>;
}

/**
 * Of the findings of each document those that hold as well if the unknown values, of it and of others, are what the findings speak of:
 * what a reference misses may be the object whose name is a variable.
 */
export function whateverIsMeant(
  found: readonly (readonly Violation[])[],
  all: readonly Document[],
  judgeIn: JudgeIn,
): Violation[][] {
  const left = found.map((each) => [...each]);
  const samples = all.map(filledIn);
  for (const { forms, positions } of readingsOf(found, all).slice(0, MOST_READINGS)) {
    const reading = samples.map((each, position) => forms.get(position) ?? each);
    for (const position of new Set([...positions, ...forms.keys()])) {
      const findings = left[position] ?? [];
      if (findings.length > 0) left[position] = both(findings, judgeIn(reading, position));
    }
  }
  return left;
}

/** A reading for each mention. Namespaces do not depend on each other, so that one reading serves a mention of each of them. */
function readingsOf(found: readonly (readonly Violation[])[], all: readonly Document[]): Reading[] {
  const open = all.flatMap((each, position) => (each.unknown?.some(({ text }) => text) ? [{ each, position }] : []));
  const byNamespace = groupBy(open, ({ each }) => knownNamespace(each));
  const free = byNamespace.get(undefined) ?? [];
  const [shared, single]: [Reading[], Reading[]] = [[], []];
  const next = new Map<string, number>();
  for (const { mention, positions } of mentionsOf(found, all)) {
    const formsOf = (those: typeof open) =>
      those.flatMap(({ each, position }) => {
        const form = possibleForm(each, mention);
        return form === each ? [] : [[position, filledIn(form)] as const];
      });
    const [own, anywhere] = [formsOf(byNamespace.get(mention.namespace) ?? []), formsOf(free)];
    if (anywhere.length > 0) single.push({ forms: new Map([...own, ...anywhere]), positions });
    else if (own.length > 0) {
      const turn = next.get(mention.namespace) ?? 0;
      next.set(mention.namespace, turn + 1);
      const reading = shared[turn] ?? { forms: new Map(), positions: new Set() };
      shared[turn] = reading;
      for (const [position, form] of own) reading.forms.set(position, form);
      for (const position of positions) reading.positions.add(position);
    }
  }
  return [...shared, ...single];
}

/** What the findings speak of, and the documents that have them; what is worst comes first. */
function mentionsOf(found: readonly (readonly Violation[])[], all: readonly Document[]) {
  const namespaces = namedNamespaces(all);
  const bySeverity = found
    .flatMap((findings, position) => findings.map((finding) => ({ finding, position })))
    .sort(compareBy(({ finding }) => SEVERITIES[finding.severity]));
  const mentions = new Map<string, { readonly mention: Mention; readonly positions: Set<number> }>();
  for (const { finding, position } of bySeverity) {
    const document = all[position];
    for (const mention of document === undefined ? [] : mentionsIn(document, finding, namespaces)) {
      const key = JSON.stringify(mention);
      const same = mentions.get(key) ?? { mention, positions: new Set() };
      mentions.set(key, same);
      same.positions.add(position);
    }
  }
  return mentions.values();
}

/** Of two judgements of one document, the findings of the first that the second has, too. */
export function both(first: readonly Violation[], second: readonly Violation[]): Violation[] {
  const keys = new Set(second.map(findingKey));
  return first.filter((violation) => keys.has(findingKey(violation)));
}

export function findingKey({ rule, path }: Violation): string {
  return `${rule}\n${path}`;
}
