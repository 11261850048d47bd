import { isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import type { Position } from './document';

/**
 * Finds where a dotted path stands in a parsed text. A key may hold dots itself (`metadata.annotations.cnpg.io/reload`), so the
 * longest key that the rest of the path starts with is taken.
 */
export function locate(root: Node | null, lines: LineCounter, path: string): Position {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  let rest = path;
  while (rest !== '') {
    const step = isMap(node) ? stepIntoMap(node.items, rest) : isSeq(node) ? stepIntoList(node.items, rest) : undefined;
    if (step === undefined) break;
    node = step.node;
    offset = step.offset ?? offset;
    rest = step.rest.replace(/^\./, '');
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

interface Step {
  readonly node: unknown;
  readonly offset: number | undefined;
  readonly rest: string;
}

function stepIntoMap(items: readonly unknown[], path: string): Step | undefined {
  let best: Step | undefined;
  for (const pair of items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    if (!path.startsWith(key) || !['', '.', '['].includes(path.charAt(key.length))) continue;
    const rest = path.slice(key.length);
    if (best === undefined || rest.length < best.rest.length)
      best = { node: pair.value, offset: pair.key.range?.[0], rest };
  }
  return best;
}

function stepIntoList(items: readonly unknown[], path: string): Step | undefined {
  const [whole, index] = /^\[(\d+)\]/.exec(path) ?? [];
  const item = items[Number(index)];
  if (whole === undefined || item === undefined) return undefined;
  const range = (item as Partial<Node>).range;
  return { node: item, offset: range?.[0], rest: path.slice(whole.length) };
}
