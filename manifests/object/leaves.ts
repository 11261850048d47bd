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

/** Data to which other data is compared: its keys are listed once. */
export interface Model {
  readonly keys: readonly string[];
  /** A leaf, or a part. */
  readonly values: readonly (Leaf | Model)[];
  readonly prototype: unknown;
}

type Leaf = string | number | boolean | null | undefined;

/** @returns undefined for data that is not plain, or is huge */
export function leafModelOf(data: object): Model | undefined {
  let count = 0;
  const visit = (here: object, depth: number): Model => {
    const keys = Object.keys(here);
    count += 1 + keys.length;
    if (depth > DEEPEST || count > MOST || !isPlain(here)) throw new NoModelError();
    const values = keys.map((key) => {
      const value = (here as Json)[key];
      return isLeaf(value) ? value : visit(value as object, depth + 1);
    });
    return { keys, values, prototype: Object.getPrototypeOf(here) };
  };
  try {
    return visit(data, 0);
  } catch (error) {
    if (error instanceof NoModelError) return undefined;
    throw error;
  }
}

class NoModelError extends Error {}

/**
 * The leaves in which data differs from a model.
 * @returns undefined for data of another form: with other keys or in another order, with lists of other lengths, or with leaves that are not
 * {@link isLike like} those of the model
 */
export function differingLeaves(model: Model, data: object): number[] | undefined {
  const differing: number[] = [];
  let count = 0;
  const isAlike = ({ keys, values, prototype }: Model, here: object): boolean => {
    if (Object.getPrototypeOf(here) !== prototype) return false;
    const own = Object.keys(here);
    if (own.length !== keys.length) return false;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as string;
      if (key !== own[i]) return false;
      const [expected, value] = [values[i], (here as Json)[key]];
      if (isLeaf(expected)) {
        if (!isLeaf(value)) return false;
        if (!Object.is(expected, value)) {
          if (!isLike(expected, value)) return false;
          differing.push(count);
        }
        count += 1;
      } else if (isLeaf(value) || !isAlike(expected, value as object)) return false;
    }
    return true;
  };
  return isAlike(model, data) ? differing : undefined;
}

/** Whether two leaves are of one type. A text without characters is of another than all others, since much reads it as absent; so is null. */
function isLike(one: Leaf, other: unknown): boolean {
  return typeof one === typeof other && (one === '') === (other === '') && (one === null) === (other === null);
}

export function isLeaf(value: unknown): value is Leaf {
  return typeof value !== 'object' || value === null;
}

/** A date, for example, is not told from another by its fields. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
