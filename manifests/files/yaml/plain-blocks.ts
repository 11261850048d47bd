import { YamlProblem } from './problem';
import { plainValue } from './scalar';

// The parser of js-yaml makes an event of each scalar, and composing takes each event again. Nearly all manifests are blocks of plain and
// simply quoted scalars, in ASCII, which are read here in a single pass: 10,000 documents in a sixth of the time. Whatever else a text
// has, from an anchor to an error, is left to the parser; a test holds both to the same values.

const [SPACE, QUOTE, HASH, APOSTROPHE, DASH, COLON] = [32, 34, 35, 39, 45, 58] as const;
const READABLE = /^[\n\x20-\x7e]*$/;
/** What begins anything but a plain scalar. */
const INDICATORS = new Set([...',[]{}&*!|>%@`?:#'].map((character) => character.charCodeAt(0)));
const LONGEST_KEY = 200;
/** `false` is the longest word that is no text. */
const LONGEST_WORD = 5;
const DEEPEST = 100;

const KEY_CHARACTERS = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-') {
  KEY_CHARACTERS[character.charCodeAt(0)] = 1;
}

/** The value of a document; undefined for one with anything that has to be parsed. */
export function readPlainBlocks(text: string): unknown {
  if (!READABLE.test(text)) return undefined;
  try {
    return new Blocks(text).document();
  } catch (error) {
    // The parser says what is wrong with it, and where.
    if (error === NOT_PLAIN || error instanceof YamlProblem) return undefined;
    throw error;
  }
}

// One for all: making its stack each time would take longer than parsing.
const NOT_PLAIN = new Error('there is something to parse');

class Blocks {
  readonly #text: string;
  #next = 0;
  /** The current line: its indentation, which is -1 behind the last one, and its content. */
  #indent = -1;
  #start = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    this.#advance();
    if (this.#end - this.#start === 3 && this.#text.startsWith('---', this.#start)) this.#advance();
    if (this.#indent !== 0) throw NOT_PLAIN;
    const value = this.#node(0, 0);
    if (this.#isLeft()) throw NOT_PLAIN;
    return value;
  }

  /** To the next line that is neither blank nor a comment. */
  #advance(): void {
    const text = this.#text;
    while (this.#next < text.length) {
      let start = this.#next;
      while (text.charCodeAt(start) === SPACE) start += 1;
      let end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      const indent = start - this.#next;
      this.#next = end + 1;
      if (start === end || text.charCodeAt(start) === HASH) continue;
      while (text.charCodeAt(end - 1) === SPACE) end -= 1;
      this.#indent = indent;
      this.#start = start;
      this.#end = end;
      return;
    }
    this.#indent = -1;
  }

  #isLeft(): boolean {
    return this.#indent !== -1;
  }

  #node(indent: number, depth: number): unknown {
    if (depth > DEEPEST) throw NOT_PLAIN;
    return this.#isItem() ? this.#list(indent, depth) : this.#object(indent, depth);
  }

  #isItem(): boolean {
    if (this.#text.charCodeAt(this.#start) !== DASH) return false;
    return this.#start + 1 === this.#end || this.#text.charCodeAt(this.#start + 1) === SPACE;
  }

  #list(indent: number, depth: number): unknown[] {
    const list: unknown[] = [];
    while (this.#indent === indent && this.#isItem()) {
      let start = this.#start + 1;
      while (start < this.#end && this.#text.charCodeAt(start) === SPACE) start += 1;
      if (start === this.#end) throw NOT_PLAIN;
      if (this.#keyEnd(start) < 0) list.push(this.#scalar(start, indent));
      else {
        this.#indent += start - this.#start;
        this.#start = start;
        list.push(this.#object(this.#indent, depth + 1));
      }
    }
    if (this.#indent > indent) throw NOT_PLAIN;
    return list;
  }

  #object(indent: number, depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    while (this.#indent === indent) {
      const end = this.#keyEnd(this.#start);
      if (end < 0) break;
      const key = this.#text.slice(this.#start, end);
      // A key that is there already, or that every object inherits.
      if (object[key] !== undefined || (key.length <= LONGEST_WORD && plainValue(key, 0) !== key)) throw NOT_PLAIN;
      let start = end + 1;
      while (start < this.#end && this.#text.charCodeAt(start) === SPACE) start += 1;
      object[key] = start < this.#end ? this.#scalar(start, indent) : this.#below(indent, depth);
    }
    if (this.#indent > indent || (this.#indent === indent && !this.#isItem())) throw NOT_PLAIN;
    return object;
  }

  /** What stands below a key without a value in its line. */
  #below(indent: number, depth: number): unknown {
    this.#advance();
    if (this.#indent > indent) return this.#node(this.#indent, depth + 1);
    return this.#indent === indent && this.#isItem() ? this.#list(indent, depth + 1) : null;
  }

  /** Where the key that begins here ends; -1 if none does. */
  #keyEnd(start: number): number {
    const text = this.#text;
    const first = text.charCodeAt(start) | 0x20;
    // A key that begins with anything else may be a number.
    if (first < 0x61 || first > 0x7a) return -1;
    let end = start + 1;
    while (KEY_CHARACTERS[text.charCodeAt(end)] === 1) end += 1;
    if (text.charCodeAt(end) !== COLON || end - start > LONGEST_KEY) return -1;
    return end + 1 === this.#end || text.charCodeAt(end + 1) === SPACE ? end : -1;
  }

  /** A scalar up to the end of the line, which must not continue in the next one. */
  #scalar(start: number, indent: number): unknown {
    const value = this.#scalarIn(start, this.#end);
    this.#advance();
    if (this.#indent > indent) throw NOT_PLAIN;
    return value;
  }

  #scalarIn(start: number, end: number): unknown {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (first === QUOTE || first === APOSTROPHE) {
      const close = text.indexOf(first === QUOTE ? '"' : "'", start + 1);
      if (close !== end - 1) throw NOT_PLAIN;
      const quoted = text.slice(start + 1, close);
      if (first === QUOTE && quoted.includes('\\')) throw NOT_PLAIN;
      return kept(quoted);
    }
    const source = text.slice(start, end);
    if (source === '{}') return {};
    if (source === '[]') return [];
    if (INDICATORS.has(first) || (first === DASH && (source.length === 1 || source.startsWith('- ')))) throw NOT_PLAIN;
    if (source.startsWith('---') || source.startsWith('...')) throw NOT_PLAIN;
    if (source.includes(': ') || source.endsWith(':') || source.includes(' #')) throw NOT_PLAIN;
    const isLetter = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a;
    return isLetter && source.length > LONGEST_WORD ? kept(source) : plainOf(source);
  }
}

function plainOf(source: string): unknown {
  const value = plainValue(source, 0);
  return typeof value === 'string' ? kept(value) : value;
}

/** V8 keeps the whole text for a part of it that is at least so long. */
const SHORTEST_SLICE = 13;
const MOST_KEPT = 5_000;
const known = new Map<string, string>();

/** A text that does not keep the document that it was read from in memory. */
function kept(text: string): string {
  if (text.length < SHORTEST_SLICE) return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  const copy = ` ${text}`.slice(1);
  if (known.size < MOST_KEPT) known.set(copy, copy);
  return copy;
}
