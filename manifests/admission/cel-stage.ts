import { celValue } from './cel';
import { changeWording, wordingOf } from './cel-wording';
import { correlate, NO_OLD } from './correlate';
import { equal, field, isObject, show } from './json';
import { childNode, type Node } from './node';
import { type Path, pathText } from './path';
import type { Report } from './report';

/**
 * CEL rules of the schema. `old` is the value that an update replaces, `NO_OLD` where there is none. Rules about a value
 * alone are not held against what an update leaves as it was, here or as part of something larger.
 */
export function checkCel(
  value: unknown,
  node: Node,
  old: unknown,
  path: Path,
  report: Report,
  unchangedAbove = false,
): void {
  if (!node.celBelow || value === null) return;
  const unchanged = unchangedAbove || (old !== NO_OLD && equal(value, old));
  if (node.cel.length > 0) askRules(value, node, old, path, report, unchanged);
  if (Array.isArray(value)) {
    const { items } = node;
    if (items?.celBelow !== true) return;
    const oldOf = correlate(node, old);
    value.forEach((item, index) => {
      path.push(index);
      checkCel(item, items, oldOf(item), path, report, unchanged);
      path.pop();
    });
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const child = childNode(node, key);
      if (child?.celBelow !== true) continue;
      path.push(key);
      const before = isObject(old) && Object.hasOwn(old, key) ? field(old, key) : NO_OLD;
      checkCel(value[key], child, before, path, report, unchanged);
      path.pop();
    }
  }
}

function askRules(value: unknown, node: Node, old: unknown, path: Path, report: Report, unchanged: boolean): void {
  const known = old !== NO_OLD;
  let self: unknown;
  for (const { rule, transition, holds } of node.cel) {
    if (transition && !known && rule.optionalOldSelf !== true) continue;
    if (!transition && unchanged) continue;
    self ??= celValue(value, node);
    const result = holds(self, known ? celValue(old, node) : undefined);
    if (result === true) continue;
    const [said, fix] = transition && known ? changeWording(old, value) : wordingOf(rule);
    const error = typeof result === 'string' ? ` (the rule ends in an error: ${result})` : '';
    const given = isObject(value) || Array.isArray(value) || transition ? '' : `${show(value)} `;
    report.error('schema-cel', pathText(path) + (rule.fieldPath ?? ''), `${given}${said}${error}`, fix);
  }
}
