import { equal, field, isObject, show } from '../../../manifests/object/json';
import { type Path, pathText } from '../path';
import type { Report } from '../report';
import { celValue } from './cel';
import { changeWording, wordingOf } from './cel-wording';
import { correlate, NO_OLD } from './correlate';
import type { Node } from './node';

/**
 * CEL rules of the schema. `old` is the value that an update replaces, or `NO_OLD`. Rules without the old value are not applied to what an
 * update leaves unchanged, by itself or as part of something larger.
 */
export function checkCel(
  value: unknown,
  node: Node,
  old: unknown,
  path: Path,
  report: Report,
  unchangedAbove = false,
): void {
  if (!node.below.cel || value === null) return;
  const unchanged = unchangedAbove || (old !== NO_OLD && equal(value, old));
  if (node.cel.length > 0) askRules(value, node, old, path, report, unchanged);
  if (Array.isArray(value)) {
    const { items } = node;
    if (items?.below.cel !== true) return;
    const oldOf = correlate(node, old);
    value.forEach((item, index) => {
      path.push(index);
      checkCel(item, items, oldOf(item), path, report, unchanged);
      path.pop();
    });
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const child = node.field(key);
      if (child?.below.cel !== true) continue;
      path.push(key);
      const before = isObject(old) && Object.hasOwn(old, key) ? field(old, key) : NO_OLD;
      checkCel(value[key], child, before, path, report, unchanged);
      path.pop();
    }
  }
}

function askRules(value: unknown, node: Node, old: unknown, path: Path, report: Report, unchanged: boolean): void {
  const known = old !== NO_OLD;
  for (const cel of node.cel) {
    if (cel.clearlyHolds(value, node)) continue;
    const { rule, transition } = cel;
    if (transition && !known && rule.optionalOldSelf !== true) continue;
    if (!transition && unchanged) continue;
    const result = cel.holds(celValue(value, node, cel.reads), known ? celValue(old, node) : undefined);
    if (result === true) continue;
    const [said, fix] = transition && known ? changeWording(old, value) : wordingOf(rule);
    const error = typeof result === 'string' ? ` (the rule ends in an error: ${result})` : '';
    const given = isObject(value) || Array.isArray(value) || transition ? '' : `${show(value)} `;
    report.error('schema-cel', pathText(path) + (rule.fieldPath ?? ''), `${given}${said}${error}`, fix);
  }
}
