import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { SEVERITIES } from './judge';
import { isOtherText, knownNamespace, type Mention, mentionsIn, namedNamespaces, possibleForm } from './possible-forms';
import { filledIn } from './sampled';

/** Judges the document at a position of a reading of all. */
export type JudgeIn = (reading: readonly Document[], position: number) => readonly Violation[];

/** With variables everywhere much is possible: what is worst is asked first. */
const MOST_READINGS = 100;
/** Objects that may be in any namespace, by the namespaces in which they are tried. */
const MOST_PLACED = 200;

/** Forms of objects by their positions, and the positions of the objects whose findings depend on them. */
interface Reading {
  readonly forms: Map<number, Document>;
  readonly positions: Set<number>;
}

/** Whether a finding depends on nothing but its object. */
type IsSettled = (position: number, violation: Violation) => boolean;

/**
 * Of the findings of each document those that hold as well if the unknown values, of it and of others, are what the findings speak of:
 * what a reference misses may be the object whose name is a variable.
 */
export function whateverIsMeant(
  found: readonly (readonly Violation[])[],
  all: readonly Document[],
  judgeIn: JudgeIn,
  isSettled: IsSettled,
): Violation[][] {
  const left = found.map((each) => [...each]);
  const samples = all.map(filledIn);
  // Of an object with unknown values more than its place may change what is found in it.
  const isOpen = (position: number) => (violation: Violation) =>
    !isSettled(position, violation) || all[position]?.unknown?.some(isOtherText) === true;
  const open = found.map((findings, position) => findings.filter(isOpen(position)));
  for (const { forms, positions } of readingsOf(open, all).slice(0, MOST_READINGS)) {
    const reading = samples.map((each, position) => forms.get(position) ?? each);
    for (const position of new Set([...positions, ...forms.keys()])) {
      const findings = left[position] ?? [];
      if (findings.some(isOpen(position))) left[position] = both(findings, judgeIn(reading, position));
    }
  }
  return left;
}

interface Open {
  readonly each: Document;
  readonly position: number;
}

type Form = readonly [position: number, form: Document];

/** A reading for each mention. Namespaces do not depend on each other, so that one reading serves a mention of each of them. */
function readingsOf(found: readonly (readonly Violation[])[], all: readonly Document[]): Reading[] {
  const open = all.flatMap((each, position) => (each.unknown?.some(({ text }) => text) ? [{ each, position }] : []));
  const byNamespace = groupBy(open, ({ each }) => knownNamespace(each));
  const free = byNamespace.get(undefined) ?? [];
  const [unnamed, unplaced] = [true, false].map((is) =>
    free.filter(({ each }) => each.unknown?.some(isOtherText) === is),
  );
  const shared = new Map<string, Reading>();
  const turns = new Map<string, number>();
  const places = new Map<string, Form[]>();
  for (const { mention, positions } of mentionsOf(found, all)) {
    const { namespace } = mention;
    const [own, anywhere] = [formsOf(byNamespace.get(namespace) ?? [], mention), formsOf(unnamed ?? [], mention)];
    const isTried = places.has(namespace) || places.size * (unplaced?.length ?? 0) <= MOST_PLACED;
    const placed = places.get(namespace) ?? (isTried ? formsOf(unplaced ?? [], mention) : []);
    if (isTried) places.set(namespace, placed);
    const forms = [...own, ...anywhere, ...placed];
    if (forms.length === 0) continue;
    // Where nothing but places is open, all texts of a namespace lead to the same.
    const isAlone = anywhere.length + placed.length > 0;
    const turn = turns.get(namespace) ?? 0;
    if (!isAlone) turns.set(namespace, turn + 1);
    const key = isAlone ? `${namespace} ${keyOfForms([...own, ...anywhere])}` : `${turn}`;
    const reading = shared.get(key) ?? { forms: new Map(), positions: new Set() };
    shared.set(key, reading);
    for (const [position, form] of forms) if (!reading.forms.has(position)) reading.forms.set(position, filledIn(form));
    for (const position of positions) reading.positions.add(position);
  }
  return [...shared.values()];
}

function formsOf(open: readonly Open[], mention: Mention): Form[] {
  return open.flatMap(({ each, position }): Form[] => {
    const form = possibleForm(each, mention);
    return form === each ? [] : [[position, form]];
  });
}

function keyOfForms(forms: readonly Form[]): string {
  return JSON.stringify(forms.map(([position, { unknown = [] }]) => [position, unknown.map(({ sample }) => sample)]));
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

export function findingKey({ rule, path }: Pick<Violation, 'rule' | 'path'>): string {
  return `${rule}\n${path}`;
}
