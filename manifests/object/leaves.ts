import type { Json } from './json';

/** What is neither an object nor a list, numbered in the order of a walk. */
export type Leaves = ReadonlyMap<string, number | Leaves>;

/** Far above any database, and far below a bomb of YAML aliases. */
const MOST = 10_000;
const DEEPEST = 100;

/** The leaves of plain data. */
export function leavesOf(data: object): Leaves {
  let count = 0;
  const visit = (here: object): Leaves =>
    new Map(
      Object.keys(here).map((key) => {
        const value = (here as Json)[key];
        return [key, isLeaf(value) ? count++ : visit(value)];
      }),
    );
  return visit(data);
}

/**
 * The leaves in which data differs from a model.
 * @returns undefined for data of another form: with other keys, or in another order, with lists of other lengths, not plain, or huge
 */
export function differingLeaves(model: object, data: object): number[] | undefined {
  const differing: number[] = [];
  let count = 0;
  let parts = 0;
  const areAlike = (one: object, other: object, depth: number): boolean => {
    parts += 1;
    if (
      depth > DEEPEST ||
      parts + count > MOST ||
      !isPlain(one) ||
      Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)
    )
      return false;
    const [keys, others] = [Object.keys(one), Object.keys(other)];
    if (keys.length !== others.length) return false;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as string;
      if (key !== others[i]) return false;
      const [a, b] = [(one as Json)[key], (other as Json)[key]];
      if (isLeaf(a)) {
        if (!isLeaf(b)) return false;
        if (!Object.is(a, b)) differing.push(count);
        count += 1;
      } else if (isLeaf(b) || !areAlike(a, b, depth + 1)) return false;
    }
    return true;
  };
  return areAlike(model, data, 0) ? differing : undefined;
}

/** The same data, which takes down the leaves that somebody reads. What is no leaf is the same for all data of the form. */
export function watched<Data extends object>(data: Data, leaves: Leaves, read: Set<number>): Data {
  const parts = new Map<string, object>();
  const view = new Proxy(data, {
    get(target, key) {
      const value = Reflect.get(target, key);
      const leaf = typeof key === 'string' ? leaves.get(key) : undefined;
      if (typeof key !== 'string' || leaf === undefined) return value;
      if (typeof leaf === 'number') {
        read.add(leaf);
        return value;
      }
      const part = parts.get(key) ?? watched(value as object, leaf, read);
      parts.set(key, part);
      return part;
    },
  });
  forms.set(view, data);
  return view;
}

const forms = new WeakMap<object, object>();

/** The data itself, for who looks at its form only: what the values of its leaves are must not matter. */
export function bareForm(data: object): object {
  return forms.get(data) ?? data;
}

function isLeaf(value: unknown): value is string | number | boolean | null | undefined {
  return typeof value !== 'object' || value === null;
}

/** A date, for example, is not told from another by its fields. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
