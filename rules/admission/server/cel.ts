import { createRequire } from 'node:module';
import type * as Library from '@marcbachmann/cel-js';
import { isObject, type Json, put } from '../../../manifests/object/json';
import { readShortcut } from './cel-shortcut';
import type { Node } from './node';
import type { CelRule } from './schema';

/** A CEL rule of a CRD, parsed at its first use, because most manifests have few of the fields with rules. */
export interface CompiledCel {
  readonly rule: CelRule;
  /** Whether the rule certainly holds for a value, as it is in the manifest. */
  clearlyHolds(value: unknown, node: Node): boolean;
  /** It compares with the old value: only evaluated in an update in which both values exist. */
  readonly transition: boolean;
  /** The fields of `self` that it reads; undefined if it reads `self` as a whole. */
  readonly reads: ReadonlySet<string> | undefined;
  /** Whether the rule holds, or the text of its evaluation error. The server refuses in both cases. */
  holds(self: unknown, oldSelf: unknown): boolean | string;
}

const load = createRequire(__filename);
/** The most common rule about updates: that it is one is known without the library. */
const UNCHANGED = 'self == oldSelf';

/** Its use throws ParseError of the CEL library for invalid CEL. */
export function compileCel(rule: CelRule): CompiledCel {
  let shortcut: { readonly read: ReturnType<typeof readShortcut> } | undefined;
  let parsed: (Pick<CompiledCel, 'transition' | 'reads'> & { readonly program: Library.ParseResult }) | undefined;
  const ready = () => {
    if (parsed === undefined) {
      // The library takes longer to load than most objects to judge, and many objects have no rule at all.
      const { parse } = load('@marcbachmann/cel-js') as typeof Library;
      const program = parse(rule.rule);
      parsed = { program, transition: names(program.ast, 'oldSelf'), reads: fieldsRead(program.ast) };
    }
    return parsed;
  };
  return {
    rule,
    clearlyHolds(value, node) {
      shortcut ??= { read: readShortcut(rule.rule) };
      return shortcut.read?.(value, node.type === 'integer') === true;
    },
    get transition() {
      return rule.rule === UNCHANGED || ready().transition;
    },
    get reads() {
      return ready().reads;
    },
    holds: (self, oldSelf) => evaluate(ready().program, self, oldSelf),
  };
}

function evaluate(program: Library.ParseResult, self: unknown, oldSelf: unknown): boolean | string {
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
  const { op, args } = tree as Pick<Library.ASTNode, 'op' | 'args'>;
  return (op === 'id' && args === variable) || names(args, variable);
}

function fieldsRead(tree: unknown): ReadonlySet<string> | undefined {
  const fields = new Set<string>();
  const selects = (here: unknown): boolean => {
    if (Array.isArray(here)) return here.every(selects);
    if (typeof here !== 'object' || here === null) return true;
    const { op, args } = here as Library.ASTNode;
    if (op === 'id') return args !== 'self';
    if (op !== '.') return selects(args);
    const [of, field] = args;
    if (of.op !== 'id' || of.args !== 'self') return selects(of);
    fields.add(field);
    return true;
  };
  return selects(tree) ? fields : undefined;
}

/**
 * A value in the types of its schema: CEL distinguishes integers and doubles, which a JavaScript number does not. Fields with names that
 * are not identifiers get the names that Kubernetes defines for them.
 *
 * @param reads - the fields of an object that are wanted, by those names; absent for all
 */
export function celValue(value: unknown, node: Node | undefined, reads?: ReadonlySet<string>): unknown {
  if (typeof value === 'number') {
    return Number.isInteger(value) && node?.type !== 'number' ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => celValue(item, node?.items));
  if (!isObject(value)) return value;
  const result: Json = {};
  for (const key of Object.keys(value)) {
    const child = node?.properties.get(key);
    const name = child ? celName(key) : key;
    if (reads?.has(name) !== false) put(result, name, celValue(value[key], child ?? node?.additional));
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
