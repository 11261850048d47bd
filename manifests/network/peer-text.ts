import { list, record } from '../object/manifest';

/** Any value in words. Not every object can be converted to a text directly. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}

/** A peer of a policy in words: `pods app=api in this namespace`. */
export function peerText(given: unknown): string {
  const { ipBlock, namespaceSelector, podSelector } = record(given);
  if (ipBlock !== undefined) {
    const except = list(record(ipBlock).except).map(shown).join(', ');
    return `addresses ${shown(record(ipBlock).cidr)}${except === '' ? '' : ` but ${except}`}`;
  }
  const where = namespaceSelector === undefined ? 'this namespace' : `namespaces ${selectorText(namespaceSelector)}`;
  return `pods ${selectorText(podSelector)} in ${where}`;
}

/** A selector of labels in words. */
export function selectorText(selector: unknown): string {
  const { matchLabels, matchExpressions } = record(selector);
  const equal = Object.entries(record(matchLabels)).map(([key, value]) => `${key}=${shown(value)}`);
  const others = list(matchExpressions).map((each) => {
    const { key, operator, values } = record(each);
    const of = values === undefined ? '' : ` ${list(values).map(shown).join(', ')}`;
    return `${shown(key)} ${shown(operator)}${of}`;
  });
  return [...equal, ...others].join(', ') || 'all';
}
