import { GoRegexpError, skipClass, skipEscape } from './go-regexp-class';

const MOST_REPEATS = 1000;
const DEEPEST = 1000;
const REPEAT = /^\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/;
const NAMED = /^\(\?P?<([A-Za-z0-9_]+)>/;
const FLAGS = /^\(\?(?:[imsU]*|[imsU]*-[imsU]+)(?<end>[:)])/;

/** Whether Go's `regexp.Compile` accepts an expression. It is only parsed, never run. */
export function isGoRegexp(pattern: string): boolean {
  // Well above any real pattern, and below what makes parsing slow.
  if (pattern.length > 100_000) return false;
  try {
    new Reader(pattern).read();
    return true;
  } catch (error) {
    if (error instanceof GoRegexpError) return false;
    throw error;
  }
}

class Reader {
  #position = 0;
  readonly #names = new Set<string>();

  constructor(readonly pattern: string) {}

  read(): void {
    this.#alternatives(0);
    if (this.#position < this.pattern.length) throw new GoRegexpError('unexpected )');
  }

  get #rest(): string {
    return this.pattern.slice(this.#position, this.#position + 64);
  }

  /** Parses up to the end of the group; the result is the largest product of nested repetitions within. */
  #alternatives(depth: number): number {
    if (depth > DEEPEST) throw new GoRegexpError('nested too deep');
    let most = 1;
    // The product of the last element, which a repetition would multiply; undefined if there is no element.
    let last: number | undefined;
    let repeated = false;
    while (this.#position < this.pattern.length && this.pattern[this.#position] !== ')') {
      const factor = this.#repetition();
      if (factor !== undefined) {
        if (last === undefined || repeated) throw new GoRegexpError('nothing to repeat');
        last *= factor;
        if (last > MOST_REPEATS) throw new GoRegexpError('repeats too often');
        repeated = true;
      } else {
        const atom = this.#atom(depth);
        if (atom !== 'flags') last = atom === 'or' ? undefined : atom;
        repeated = false;
      }
      most = Math.max(most, last ?? 1);
    }
    return most;
  }

  /** The maximum of a repetition, 1 for one without a bound. */
  #repetition(): number | undefined {
    const here = this.pattern[this.#position] ?? '';
    if ('*+?'.includes(here)) this.#position++;
    const counted = here === '{' ? REPEAT.exec(this.#rest) : null;
    if (!'*+?'.includes(here) && counted === null) return undefined;
    this.#position += counted?.[0].length ?? 0;
    if (this.pattern[this.#position] === '?') this.#position++;
    if (counted === null) return 1;
    const least = Number(counted[1]);
    const most = Number(counted[3] ?? counted[1]);
    if (least > MOST_REPEATS || most > MOST_REPEATS || most < least) throw new GoRegexpError('bad repeat count');
    return Math.max(1, most);
  }

  #atom(depth: number): number | 'flags' | 'or' {
    const here = this.pattern[this.#position];
    if (here === '(') return this.#group(depth);
    if (here === '[') this.#position = skipClass(this.pattern, this.#position);
    else if (here === '\\') this.#position = skipEscape(this.pattern, this.#position);
    else this.#position++;
    return here === '|' ? 'or' : 1;
  }

  #group(depth: number): number | 'flags' {
    const named = NAMED.exec(this.pattern.slice(this.#position, this.#position + 1000));
    const flags = FLAGS.exec(this.#rest);
    if (named?.[1] !== undefined) {
      if (this.#names.has(named[1])) throw new GoRegexpError('repeats a group name');
      this.#names.add(named[1]);
    } else if (flags === null && this.pattern[this.#position + 1] === '?') throw new GoRegexpError('unknown group');
    this.#position += (named ?? flags)?.[0].length ?? 1;
    if (named === null && flags?.groups?.end === ')') return 'flags';
    const most = this.#alternatives(depth + 1);
    if (this.pattern[this.#position] !== ')') throw new GoRegexpError('missing )');
    this.#position++;
    return most;
  }
}
