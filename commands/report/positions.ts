import type { Document, Position } from '../../manifests/object/document';
import { text } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';

/** Where violations stand in the texts they were found in. Each text is read once, and one at a time is in memory. */
export function positionsOf(
  violations: readonly Violation[],
  documents: readonly Document[],
): ReadonlyMap<Violation, Position> {
  const positions = new Map<Violation, Position>();
  const wanted = groupBy(violations, keyOf);
  for (const document of documents) {
    if (wanted.size === 0) break;
    const { file, document: number, manifest } = document;
    const { name, namespace } = manifest?.metadata ?? {};
    const identity = { kind: manifest?.kind ?? null, namespace: text(namespace) ?? null, name: text(name) ?? null };
    const key = keyOf({ file, document: number, ...identity });
    const locate = wanted.has(key) ? document.locate?.() : undefined;
    if (locate === undefined) continue;
    for (const violation of wanted.get(key) ?? []) positions.set(violation, locate(violation.path));
    wanted.delete(key);
  }
  return positions;
}

function keyOf(violation: Pick<Violation, 'file' | 'document' | 'kind' | 'namespace' | 'name'>): string {
  const { file, document, kind, namespace, name } = violation;
  return JSON.stringify([file, document, kind, namespace, name]);
}
