import { field, type Json } from './json';
import { isLeaf, type Leaves } from './leaves';

/** What somebody has learned of the leaves of data. */
export interface Learned {
  /** Those whose values were read. */
  readonly read: Set<number>;
  /** Of others no more is known than answers. */
  readonly asked: Question[];
}

/** A question about a leaf, and the answer. */
interface Question {
  readonly leaf: number;
  readonly path: readonly string[];
  readonly ask: (value: unknown) => unknown;
  readonly answer: unknown;
}

interface Watch {
  readonly data: object;
  readonly leaves: Leaves;
  readonly path: readonly string[];
  readonly learned: Learned;
}

const watches = new WeakMap<object, Watch>();
/** Of thousands of objects a few are watched, and the others must not pay for it at each of their fields. */
let isAnybodyWatched = false;

/**
 * Shows somebody data, and takes down what they learn of its leaves. What is no leaf is the same for all data of the form.
 * @returns what they make of it, and what they have learned
 */
export function learn<Data extends object, Result>(
  data: Data,
  leaves: Leaves,
  look: (view: Data) => Result,
): { readonly result: Result; readonly learned: Learned } {
  const learned: Learned = { read: new Set(), asked: [] };
  const before = isAnybodyWatched;
  isAnybodyWatched = true;
  try {
    return { result: look(viewOf({ data, leaves, path: [], learned }) as Data), learned };
  } finally {
    isAnybodyWatched = before;
  }
}

/** A copy of data that is watched is watched in the same way, also where it is changed. */
export function watchedAs<Data extends object>(original: object, copied: Data): Data {
  const watch = watchOf(original);
  return watch === undefined ? copied : (viewOf({ ...watch, data: copied }) as Data);
}

/**
 * The data itself, for who looks at its form only: of the values of its leaves no more may matter than their type, and whether a text has
 * characters.
 */
export function bareForm<Data extends object>(data: Data): Data {
  return (watchOf(data)?.data as Data | undefined) ?? data;
}

/**
 * The answer to a question about one field. Of data that is watched, the answer counts, not the value: data with another value of which it is the
 * same is judged alike.
 * @param ask - a pure function
 */
export function answerOf<Answer>(holder: object, key: string | number, ask: (value: unknown) => Answer): Answer {
  const watch = watchOf(holder);
  const leaf = watch?.leaves.get(`${key}`);
  if (watch === undefined || typeof leaf !== 'number') return ask(field(holder as Json, `${key}`));
  const answer = ask(field(watch.data as Json, `${key}`));
  watch.learned.asked.push({ leaf, path: [...watch.path, `${key}`], ask, answer });
  return answer;
}

/** Whether a question has the same answer for other data of the form. */
export function isAnswered({ path, ask, answer }: Question, data: object): boolean {
  let value: unknown = data;
  for (let i = 0; i < path.length; i += 1) value = field(value as Json, path[i] as string);
  return Object.is(ask(value), answer);
}

function watchOf(data: object): Watch | undefined {
  return isAnybodyWatched ? watches.get(data) : undefined;
}

function viewOf(watch: Watch): object {
  const { data, leaves, path, learned } = watch;
  // By value: who completes a copy may put another part in the place of one.
  const parts = new WeakMap<object, object>();
  const view = new Proxy(data, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const leaf = typeof key === 'string' ? leaves.get(key) : undefined;
      if (typeof key !== 'string' || leaf === undefined) return value;
      if (typeof leaf === 'number') {
        learned.read.add(leaf);
        return value;
      }
      if (isLeaf(value)) return value;
      const part =
        parts.get(value as object) ?? viewOf({ data: value as object, leaves: leaf, path: [...path, key], learned });
      parts.set(value as object, part);
      return part;
    },
  });
  watches.set(view, watch);
  return view;
}
