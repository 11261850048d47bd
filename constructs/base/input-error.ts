import type { IConstruct } from 'constructs';
import { InvalidValueError } from '../../values/text/invalid-value';

/** What a construct was given has no meaning: thrown at once, with the place in the tree, what was given and what is allowed. */
export class InputError extends Error {
  /** What was written wrong, by which its place in a file can be found; undefined where the message is not about one word. */
  readonly word: string | undefined;

  constructor(at: IConstruct | string, problem: string, word?: string) {
    super(`${typeof at === 'string' ? at : at.node.path}: ${problem}`);
    this.name = 'InputError';
    this.word = word;
  }
}

/** Refuses a name in which one of the functions of `values/names` finds a problem. */
export function checkName(
  at: IConstruct | string,
  what: string,
  name: string,
  problemOf: (name: string) => string | undefined,
): void {
  if (typeof name !== 'string') {
    throw new InputError(at, `${what} is ${name === undefined ? 'missing' : JSON.stringify(name)}; give a text`);
  }
  const problem = problemOf(name);
  if (problem !== undefined) throw new InputError(at, `${what} "${name}" ${problem}`);
}

/** Runs what may refuse a value (a quantity, a duration, an image) and puts the place in the tree before its message. */
export function located<T>(at: IConstruct, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvalidValueError) throw new InputError(at, error.message, error.word);
    throw error;
  }
}
