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

  /** The pairs of a map, each in lines of its own. */
  function mapping(map: Fields, indent: string): string {
    let text = '';
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      if (key.length > LONGEST_KEY || key.includes('\n')) throw new Extraordinary();
      if (text !== '') text += `\n${indent}`;
      text += `${scalar(key, indent)}:${behindKey(value, indent)}`;
    }
    return text;
  }

  function sequence(list: readonly unknown[], indent: string): string {
    let text = '';
    for (const item of list) {
      if (text !== '') text += `\n${indent}`;
      text += `- ${inline(item, indent)}`;
    }
    return text;
  }

  /** A value that begins in the same line: its further lines are below its beginning. */
  function inline(value: unknown, indent: string): string {
    if (typeof value !== 'object' || value === null) return scalar(value, indent);
    if (Array.isArray(value)) return sequence(value, `${indent}  `) || '[]';
    return mapping(fieldsOf(value), `${indent}  `) || '{}';
  }

  function behindKey(value: unknown, indent: string): string {
    if (typeof value !== 'object' || value === null) return ` ${scalar(value, indent)}`;
    const isList = Array.isArray(value);
    const start = isList ? indent : `${indent}  `;
    const lines = isList ? sequence(value, start) : mapping(fieldsOf(value), start);
    if (lines === '') return isList ? ' []' : ' {}';
    return `\n${start}${lines}`;
  }

  return (document) => {
    try {
      return `${mapping(fieldsOf(document), '') || '{}'}\n`;
    } catch (error) {
      if (error instanceof Extraordinary) return undefined;
      throw error;
    }
  };
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  if (isPlain(value)) return value;
  throw new Extraordinary();
}
