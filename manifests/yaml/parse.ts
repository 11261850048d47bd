import { EVENT_ID, type Event, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { YamlProblem } from './problem';

// Deeper than any manifest, and far from where a recursive reader of the object would run out of stack.
const DEEPEST = 500;

/**
 * The parser events of a text. This parser takes time in proportion to the text for whatever it is given, which others do not.
 * @throws YamlProblem
 */
export function parse(text: string): Event[] {
  try {
    return parseEvents(text, { maxDepth: DEEPEST });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlProblem(plain(error.reason), 'correct the YAML', error.mark?.position ?? 0);
  }
}

function plain(reason: string): string {
  if (reason.startsWith('nesting')) return `it is nested more than ${DEEPEST} levels deep`;
  return reason === 'expected valid JSON character' ? 'a control character stands here' : reason;
}

/** Where a node starts; undefined for one that is left out, such as the value of `key:`. */
export function offsetOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if (event.type !== EVENT_ID.SCALAR) return undefined;
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  const starts = [event.anchorStart - 1, event.tagStart, isQuoted ? event.valueStart - 1 : event.valueStart];
  const [first] = starts.filter((offset) => offset >= 0).sort((a, b) => a - b);
  return first;
}
