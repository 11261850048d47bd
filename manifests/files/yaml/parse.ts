import { EVENT_ID, type Event, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { Indented } from './indent-flow';
import { YamlProblem } from './problem';

// Deeper than any manifest, and shallow enough that a recursive reader of the object does not exhaust the stack.
const DEEPEST = 500;

/** Lines with too little indentation cause characters to be read again. This is the limit for all of them together. */
const READ_AGAIN = 50_000_000;
const DEFICIENT = 'deficient indentation';
// Characters that Go's reader refuses anywhere.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;
const SEPARATOR = /^---(?![ \t\r\v\f]*(?:#|$))/m;

export interface Parsed {
  readonly events: readonly Event[];
  /** The text that the offsets of the events refer to. */
  readonly text: string;
  /** The offset in the given text. */
  readonly origin: (offset: number) => number;
}

/**
 * The parser events of a text. Unlike other parsers, this one takes time in proportion to the length of any text.
 * @throws YamlProblem
 */
export function parse(given: string): Parsed {
  const control = given.search(CONTROL);
  if (control >= 0) throw new YamlProblem('there is a control character here', 'correct the YAML', control);
  const separator = given.search(SEPARATOR);
  if (separator >= 0) {
    const message = 'a line begins with --- and continues: kubectl splits the stream there and refuses the whole file';
    throw new YamlProblem(message, 'write what follows it in the next line', separator);
  }
  // NEL is a line end to Go's reader, and separators are removed before it reads.
  const indented = new Indented(given.replaceAll('\u0085', '\n').replaceAll(/^---#/gm, '#--#'));
  const origin = (offset: number) => indented.origin(offset);
  for (let budget = READ_AGAIN; ; budget -= given.length) {
    try {
      const events = parseEvents(indented.text, { maxDepth: DEEPEST });
      const changed = events.find(
        (event) => event.type === EVENT_ID.SCALAR && indented.isChanged(event.valueStart, event.valueEnd),
      );
      const tabbed = events.map(offsetOf).find((offset) => offset !== undefined && isTabbed(indented.text, offset));
      if (tabbed !== undefined) throw new YamlProblem('a tab follows -, ? or :', 'write a space', origin(tabbed));
      if (changed === undefined) return { events, text: indented.text, origin };
      throw new YamlProblem(
        'there is a tab where YAML does not allow one',
        'write spaces',
        origin(offsetOf(changed) ?? 0),
      );
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const offset = error.mark?.position ?? 0;
      if (error.reason === DEFICIENT && budget > 0 && indented.widen(offset)) continue;
      throw new YamlProblem(plain(error.reason), 'correct the YAML', origin(offset));
    }
  }
}

/** Whether a tab separates a node from the indicator at the start of its line. The indentation of the content would be unknown. */
function isTabbed(text: string, offset: number): boolean {
  if (text[offset - 1] !== '\t') return false;
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*[-?:](?:[ \t]+[-?:])*[ \t]+$/.test(text.slice(start, offset));
}

function plain(reason: string): string {
  if (reason.startsWith('nesting')) return `it is nested more than ${DEEPEST} levels deep`;
  return reason === 'expected valid JSON character' ? 'there is a control character here' : reason;
}

/** Where a node starts; undefined for an omitted one, such as the value of `key:`. */
export function offsetOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_ID.SCALAR) return undefined;
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  const starts = [event.anchorStart - 1, event.tagStart, isQuoted ? event.valueStart - 1 : event.valueStart];
  const [first] = starts.filter((offset) => offset >= 0).sort((a, b) => a - b);
  return first;
}
