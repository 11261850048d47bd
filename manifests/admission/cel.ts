import { type ASTNode, type ParseResult, parse } from '@marcbachmann/cel-js';
import { isObject, type Json, put } from './json';
import type { Node } from './node';
import type { CelRule } from './schema';

/** A CEL rule of a CRD, parsed once. */
export interface CompiledCel {
  readonly rule: CelRule;
  /** It compares with the old value: asked only in an update in which both values are there. */
  readonly transition: boolean;
  /** Whether the rule holds, or the text of the error in which its evaluation ended; the server refuses for both. */
  holds(self: unknown, oldSelf: unknown): boolean | string;
}

/** @throws ParseError of the CEL library for what is no CEL */
export function compileCel(rule: CelRule): CompiledCel {
  const program = parse(rule.rule);
  return {
    rule,
    transition: names(program.ast, 'oldSelf'),
    holds: (self, oldSelf) => evaluate(program, self, oldSelf),
  };
}

function evaluate(program: ParseResult, self: unknown, oldSelf: unknown): boolean | string {
  try {
    return program(oldSelf === undefined ? { self } : { self, oldSelf }) === true;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  }
}

/** Whether a variable occurs in an expression. */
function names(tree: unknown, variable: string): boolean {
  if (Array.isArray(tree)) return tree.some((item) => names(item, variable));
  if (typeof tree !== 'object' || tree === null) return false;
  const { op, args } = tree as Pick<ASTNode, 'op' | 'args'>;
  return (op === 'id' && args === variable) || names(args, variable);
}

/**
 * A value in the types that its schema gives it: CEL's integers are another type than its doubles, which a number of
 * JavaScript does not tell. Fields whose names are no identifiers get the names under which Kubernetes offers them.
 */
export function celValue(value: unknown, node: Node | undefined): unknown {
  if (typeof value === 'number') {
    return Number.isInteger(value) && node?.type !== 'number' ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => celValue(item, node?.items));
  if (!isObject(value)) return value;
  const result: Json = {};
  for (const key of Object.keys(value)) {
    const child = node?.properties.get(key);
    put(result, child ? celName(key) : key, celValue(value[key], child ?? node?.additional));
  }
  return result;
}

const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

const PLAIN = /^[A-Za-z][A-Za-z0-9]*$/;

function celName(name: string): string {
  if (PLAIN.test(name) && !RESERVED.has(name)) return name;
  if (RESERVED.has(name)) return `__${name}__`;
  return name
    .replace(/__/g, '__underscores__')
    .replace(/\./g, '__dot__')
    .replace(/-/g, '__dash__')
    .replace(/\//g, '__slash__');
}
