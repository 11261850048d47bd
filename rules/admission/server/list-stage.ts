import { field, isObject, show } from '../../../manifests/object/json';
import { type Path, pathText } from '../path';
import { descend } from './descend';
import type { Node } from './node';
import type { OnProblem } from './structure-stage';

/** Entries of sets, and keys of lists of the type map, must be unique. */
export function checkLists(value: unknown, node: Node, path: Path, report: OnProblem): void {
  if (!node.below.lists) return;
  if (Array.isArray(value)) {
    if (node.listType === 'set') repeated(value, path, report, (item) => JSON.stringify(item));
    else if (node.listType === 'map') checkMap(value, node, path, report);
  }
  descend(value, node, path, (below, schema) => checkLists(below, schema, path, report));
}

function checkMap(value: readonly unknown[], node: Node, path: Path, report: OnProblem): void {
  const stranger = value.findIndex((item) => item !== null && !isObject(item));
  if (stranger >= 0) return; // The structural schema names it.
  repeated(value, path, report, (item) =>
    JSON.stringify(node.listKeys.map((key) => (isObject(item) ? field(item, key) : undefined) ?? null)),
  );
}

function repeated(value: readonly unknown[], path: Path, report: OnProblem, identity: (item: unknown) => string): void {
  const times = new Map<string, number>();
  value.forEach((item, index) => {
    const id = identity(item);
    const before = times.get(id) ?? 0;
    times.set(id, before + 1);
    if (before !== 1) return;
    const message = `repeats an earlier entry (${show(item)})`;
    report(pathText([...path, index]), { rule: 'schema-duplicate', message, fix: 'remove or rename one of the two' });
  });
}
