import { InvalidValueError } from './invalid-value';
import { nearest } from './nearest';

type Scalar = string | number | bigint | boolean | symbol | null | undefined | ((...given: never[]) => unknown);
type Parts<V> = V extends Scalar ? never : V extends readonly (infer Item)[] ? Parts<Item> : V;
type Texts<V> = V extends readonly (infer Item)[] ? Texts<Item> : Extract<V, string>;
type Nothing = Record<never, true>;
type Pattern<T> = T extends string ? (Nothing extends Record<T, true> ? T : never) : never;
/** The texts of a union; none where any text, or any of a pattern, may be given. */
type Literals<V> = [Pattern<Texts<V>>] extends [never] ? Texts<V> : never;
type NameOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/**
 * Every key of a type of props, of all members of a union, and what may be below it. The compiler refuses a table that lacks a key of its
 * type or has one too many, so that the two never part.
 * - `true`: nothing to look into, since it is a text, a number, an object of a class, or looked at elsewhere (the spec of an object)
 * - a table: the keys of the object, or of each object of the list
 * - {@link each}: free keys, with objects of one type below them
 * - {@link oneOf}: the texts that may be written; required where the type names them, or else `elsewhere`, where that is looked at
 */
export type Keys<T> = { readonly [K in NameOf<T>]: Key<ValueOf<T, K>> };
type Key<V> = [Parts<V>] extends [never]
  ? [Literals<V>] extends [never]
    ? true
    : OneOf<Literals<V>> | 'elsewhere'
  : true | Keys<Parts<V>> | Each | OneOf<Literals<V>>;

/** Made by {@link each}. */
export class Each {
  constructor(readonly keys: object) {}
}

/** Made by {@link oneOf}. */
export class OneOf<V extends string> {
  declare protected readonly exactly: (text: V) => V;
  constructor(
    readonly texts: Readonly<Record<V, true>>,
    readonly keys: object | true = true,
  ) {}
}

/** The keys of every value of a map whose own keys are free. */
export function each<T>(keys: Keys<T>): Each {
  return new Each(keys);
}

/** The texts that a value may be, and the keys that it may have where it may also be an object. */
export function oneOf<V extends string>(texts: Readonly<Record<V, true>>, keys?: object): OneOf<V> {
  return new OneOf(texts, keys);
}

/** What is wrong, and the word by which its place in a file can be found. */
export interface KeyProblem {
  readonly message: string;
  readonly word: string;
}

/**
 * The first key that a type does not have, at any depth, or text that it does not name: the compiler sees neither in what is spread, nor in
 * data that was read. Keys without a value are ignored.
 */
export function keyProblem<T>(given: T, keys: Keys<T>): KeyProblem | undefined {
  return problemIn(given, keys, '');
}

/** Throws what {@link keyProblem} finds. @throws InvalidValueError */
export function checkOptions<T>(what: string, given: T, keys: Keys<T>): void {
  const problem = keyProblem(given, keys);
  if (problem !== undefined) throw new InvalidValueError(`${what}: ${problem.message}`, problem.word);
}

/** The first name that is none of the known ones, with the nearest of them. */
export function nameProblem(given: object, known: readonly string[], path = ''): KeyProblem | undefined {
  const [unknown] = Object.entries(given).find(([name, value]) => value !== undefined && !known.includes(name)) ?? [];
  if (unknown === undefined) return undefined;
  const similar = nearest(unknown, known);
  const fix = similar === undefined ? `write one of ${known.join(', ')}` : `write "${similar}"`;
  return { message: `"${join(path, unknown)}" is not known; ${fix}`, word: unknown };
}

function problemIn(given: unknown, key: unknown, path: string): KeyProblem | undefined {
  if (Array.isArray(given)) return first(given.entries(), ([index, item]) => problemIn(item, key, `${path}[${index}]`));
  if (key instanceof OneOf) return textProblem(given, key, path) ?? problemIn(given, key.keys, path);
  if (!isPlain(given) || typeof key !== 'object' || key === null) return undefined;
  const below = (name: string) => (key instanceof Each ? key.keys : Reflect.get(key, name));
  return (
    (key instanceof Each ? undefined : nameProblem(given, Object.keys(key), path)) ??
    first(Object.entries(given), ([name, value]) => problemIn(value, below(name), join(path, name)))
  );
}

function textProblem(given: unknown, { texts }: OneOf<string>, path: string): KeyProblem | undefined {
  if (!['string', 'number'].includes(typeof given) || Object.hasOwn(texts, String(given))) return undefined;
  const allowed = Object.keys(texts).map((text) => `"${text}"`);
  return { message: `${path} is ${JSON.stringify(given)}; write ${allowed.join(' or ')}`, word: String(given) };
}

function first<T>(items: Iterable<T>, find: (item: T) => KeyProblem | undefined): KeyProblem | undefined {
  for (const item of items) {
    const problem = find(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What somebody wrote between braces; objects of classes look after themselves. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
