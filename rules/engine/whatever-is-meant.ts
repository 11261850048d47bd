import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import { compareBy } from '../../values/collections/compare';
import { SEVERITIES } from './judge';
import { type Mention, mentionsIn, namedNamespaces, possibleForm } from './possible-forms';
import { filledIn } from './sampled';

/** Judges the document at a position of a reading of all. */
export type JudgeIn = (reading: readonly Document[], position: number) => readonly Violation[];

/** With variables everywhere much is possible: what is worst is asked first. */
const MOST_READINGS = 200;

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
  const open = all.flatMap((each, position) => (each.unknown?.some(({ text }) => text) ? [{ each, position }] : []));
  let readings = 0;
  for (const { mention, positions } of mentionsOf(found, all)) {
    const changed = open.flatMap(({ each, position }) => {
      const form = possibleForm(each, mention);
      return form === each ? [] : [[position, form] as const];
    });
    if (changed.length === 0) continue;
    if (readings++ === MOST_READINGS) break;
    const forms = new Map(changed);
    const reading = all.map((each, position) => filledIn(forms.get(position) ?? each));
    for (const position of new Set([...positions, ...forms.keys()])) {
      const findings = left[position] ?? [];
      if (findings.length > 0) left[position] = both(findings, judgeIn(reading, position));
    }
  }
  return left;
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
