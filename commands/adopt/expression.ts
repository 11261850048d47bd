import * as constructs from '../../constructs/index';
import { record } from '../../manifests/object/manifest';

/**
 * A value of a `config.ts`: data, and calls of what `constructs/index` exports. It is printed as source, and evaluated without a compiler, so
 * that what is printed has been rendered before.
 */
export type Expression = string | number | boolean | null | Call | readonly Expression[] | Words;

/** An object of expressions. */
export interface Words {
  readonly [field: string]: Expression;
}

/** `Duration.seconds(30)`. */
export class Call {
  /** @param callee - a name that `constructs/index` exports, or a path from one: `Duration.seconds` */
  constructor(
    readonly callee: string,
    readonly args: readonly Expression[],
  ) {}
}

export function call(callee: string, ...args: readonly Expression[]): Call {
  return new Call(callee, args);
}

/** The words without those that say nothing. */
export function words(given: Readonly<Record<string, Expression | undefined>>): Words {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, Expression] => entry[1] !== undefined),
  );
}

/** The value that the source stands for. @throws what the constructs throw */
export function evaluate(expression: Expression): unknown {
  if (expression instanceof Call) return called(expression);
  if (isList(expression)) return expression.map(evaluate);
  if (typeof expression !== 'object' || expression === null) return expression;
  return Object.fromEntries(Object.entries(expression).map(([key, value]) => [key, evaluate(value)]));
}

/** The source of a value, on one line: the formatter of the project breaks it. */
export function printExpression(expression: Expression): string {
  if (expression instanceof Call) return `${expression.callee}(${expression.args.map(printExpression).join(', ')})`;
  if (isList(expression)) return `[${expression.map(printExpression).join(', ')}]`;
  if (typeof expression !== 'object' || expression === null) return JSON.stringify(expression);
  const fields = Object.entries(expression).map(([key, value]) => `${JSON.stringify(key)}: ${printExpression(value)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** What the source of a value imports from `constructs/index`. */
export function importsOf(expression: Expression): string[] {
  if (expression instanceof Call) {
    const [name = ''] = expression.callee.split('.');
    return [name, ...expression.args.flatMap(importsOf)];
  }
  if (isList(expression)) return expression.flatMap(importsOf);
  if (typeof expression !== 'object' || expression === null) return [];
  return Object.values(expression).flatMap(importsOf);
}

/** Whether one expression is a part of another. */
export function mentions(expression: Expression, part: Expression): boolean {
  if (expression === part) return true;
  if (expression instanceof Call) return expression.args.some((each) => mentions(each, part));
  if (isList(expression)) return expression.some((each) => mentions(each, part));
  if (typeof expression !== 'object' || expression === null) return false;
  return Object.values(expression).some((each) => mentions(each, part));
}

function isList(expression: Expression): expression is readonly Expression[] {
  return Array.isArray(expression);
}

function called({ callee, args }: Call): unknown {
  const [name = '', method] = callee.split('.');
  const owner = Reflect.get(constructs, name);
  const found = method === undefined ? owner : Reflect.get(owner as object, method);
  if (typeof found !== 'function') throw new TypeError(`constructs/index exports no ${callee}`);
  return Reflect.apply(found, method === undefined ? undefined : owner, args.map(evaluate));
}

/** JSON as an expression of its own. */
export function plain(value: unknown): Expression {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(record(value)).map(([key, field]) => [key, plain(field)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
