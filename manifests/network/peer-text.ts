import { list, record } from '../manifest';

/** A peer of a policy in words: `pods app=api in this namespace`. */
export function peerText(given: unknown): string {
  const { ipBlock, namespaceSelector, podSelector } = record(given);
  if (ipBlock !== undefined) {
    const except = list(record(ipBlock).except).join(', ');
    return `addresses ${record(ipBlock).cidr}${except === '' ? '' : ` but ${except}`}`;
  }
  const where = namespaceSelector === undefined ? 'this namespace' : `namespaces ${selectorText(namespaceSelector)}`;
  return `pods ${selectorText(podSelector)} in ${where}`;
}

/** A selector of labels in words. */
export function selectorText(selector: unknown): string {
  const { matchLabels, matchExpressions } = record(selector);
  const equal = Object.entries(record(matchLabels)).map(([key, value]) => `${key}=${value}`);
  const others = list(matchExpressions).map((each) => {
    const { key, operator, values } = record(each);
    return `${key} ${operator}${values === undefined ? '' : ` ${list(values).join(', ')}`}`;
  });
  return [...equal, ...others].join(', ') || 'all';
}
