import { parseAst } from 'rolldown/parseAst';
import { UsageError } from '../cli/usage-error';

/** A node of the syntax tree, by offsets in the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** What stands in the place of a part of the text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * All nodes of a file in TypeScript.
 * @throws UsageError for what cannot be read
 */
export function nodesOf(name: string, text: string): SyntaxNode[] {
  const tree = treeOf(name, text);
  const found: SyntaxNode[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && 'start' in value) found.push(value as SyntaxNode);
      Object.values(value).forEach(walk);
    }
  };
  walk(tree);
  return found;
}

function treeOf(name: string, text: string): unknown {
  try {
    return parseAst(text, { lang: 'ts' });
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** A property of an object literal. */
export function propertyIn(node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  return (node.properties as SyntaxNode[]).find(({ key }) => {
    const { name: identifier, value } = (key ?? {}) as { name?: string; value?: unknown };
    return (identifier ?? value) === name;
  });
}

export function propertyValue(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return propertyIn(node, name)?.value as SyntaxNode | undefined;
}

export function propertyText(node: SyntaxNode, name: string): string | undefined {
  const value = propertyValue(node, name);
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** In the quotes of the old one. */
export function quoted({ start, end }: SyntaxNode, to: string, text: string): Edit {
  const quote = text.charAt(start);
  return { start, end, text: `${quote}${to}${quote}` };
}

/** The text with all edits made. */
export function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((next, edit) => next.slice(0, edit.start) + edit.text + next.slice(edit.end), text);
}
