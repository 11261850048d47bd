import { remember } from '../../values/collections/remember';
import { isPlain } from '../../values/text/keys';

/** Texts that are plain to js-yaml, and that no reader takes for anything else: most of what a manifest is made of. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null|e[-+\d_]*)$)[a-z/](?:[\w./@+=-]|:(?=[\w./]))*$/i;
/** A longer key has a form of its own. */
const LONGEST_KEY = 200;

class Extraordinary extends Error {}

/**
 * Lays plain data out as js-yaml does, in block style: two spaces, lists not indented. js-yaml makes a tree of nodes first, and holds each
 * text against eight regular expressions; 1,000 databases are printed in a fifth of its time.
 * @param dump - js-yaml, which decides about every scalar that is not plain at first sight
 * @returns a function that returns undefined for other data, and for a text that ends a document in a way of its own
 */
export function blockStyle(dump: (value: unknown) => string): (document: unknown) => string | undefined {
  // What is behind `a: `, without the end of the line.
  const dumped = (value: unknown) => dump({ a: value }).slice(3, -1);
  const dumpedText = remember(dumped);

  function scalar(value: unknown, indent: string): string {
    if (typeof value === 'string') return PLAIN.test(value) ? value : quoted(value, indent);
    if (typeof value === 'boolean') return value ? 'true' : 'false';
    if (typeof value === 'number') return isWhole(value) ? `${value}` : dumped(value);
    if (value === null) return 'null';
    throw new Extraordinary();
  }

  function quoted(text: string, indent: string): string {
    if (!text.includes('\n')) return dumpedText(text);
    if (text.endsWith('\n\n') || text === '\n') throw new Extraordinary();
    return dumpedText(text).replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
  }

  /** @param start - what is before the first pair; the others are indented */
  function mapping(map: Fields, start: string, indent: string, lines: string[]): void {
    let before = start;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      if (key.length > LONGEST_KEY || key.includes('\n')) throw new Extraordinary();
      const head = `${before}${scalar(key, indent)}:`;
      before = indent;
      if (isLeaf(value)) lines.push(`${head} ${leaf(value, indent)}`);
      else {
        lines.push(head);
        if (Array.isArray(value)) sequence(value, indent, indent, lines);
        else mapping(fieldsOf(value), `${indent}  `, `${indent}  `, lines);
      }
    }
  }

  /** The first line of an item begins behind its dash. */
  function sequence(list: readonly unknown[], start: string, indent: string, lines: string[]): void {
    let before = start;
    for (const item of list) {
      const head = `${before}- `;
      before = indent;
      if (isLeaf(item)) lines.push(head + leaf(item, indent));
      else if (Array.isArray(item)) sequence(item, head, `${indent}  `, lines);
      else mapping(fieldsOf(item), head, `${indent}  `, lines);
    }
  }

  function leaf(value: unknown, indent: string): string {
    if (typeof value !== 'object' || value === null) return scalar(value, indent);
    return Array.isArray(value) ? '[]' : '{}';
  }

  return (document) => {
    try {
      if (isLeaf(document)) return undefined;
      const lines: string[] = [];
      mapping(fieldsOf(document), '', '', lines);
      // A text that is put together bit by bit keeps the bits, eight times its size.
      lines.push('');
      return lines.join('\n');
    } catch (error) {
      if (error instanceof Extraordinary) return undefined;
      throw error;
    }
  };
}

/** What is printed in the line of its key or dash. */
function isLeaf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  const fields = fieldsOf(value);
  return Object.keys(fields).every((key) => fields[key] === undefined);
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  if (isPlain(value)) return value;
  throw new Extraordinary();
}
