/** The position of one document in its stream. */
export interface Segment {
  /** In bytes; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Number of lines above it. */
  readonly line: number;
  /** How `...` affects it: the document begins with it, or follows it, and kubectl stops reading there. */
  readonly marker?: 'first' | 'behind';
}

const [LF, CR, SPACE, TAB, HASH, PERCENT, DASH, DOT] = [...'\n\r \t#%-.'].map((character) => character.charCodeAt(0));
const BEHIND = { marker: 'behind' } as const;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The documents of a stream, including empty ones. Each is read separately, so that a broken one does not affect the others, and only the
 * objects of a long stream stay in memory. Comments and directives above the first `---` belong to the document below them.
 */
export function* segments(bytes: Uint8Array): Generator<Segment> {
  let start = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0;
  let first = 0;
  let hasContent = false;
  let hasEnded = false;
  let position = start;
  for (let line = 0; position < bytes.length; line += 1) {
    const newline = bytes.indexOf(LF ?? 0, position);
    const next = newline < 0 ? bytes.length : newline + 1;
    const begins = isMarker(bytes, position, DASH) || isCommented(bytes, position);
    const ends = isMarker(bytes, position, DOT);
    if (begins && hasContent) {
      yield { start, end: position, line: first, ...(hasEnded && BEHIND) };
      [start, first] = [position, line];
    } else if (ends && hasContent) {
      yield { start, end: next, line: first, ...(hasEnded && BEHIND) };
    } else if (ends && !hasEnded) {
      yield { start: position, end: next, line, marker: 'first' };
    }
    if (ends) [start, first] = [next, line + 1];
    hasEnded = !begins && (hasEnded || ends);
    hasContent = begins || (!ends && (hasContent || isContent(bytes, position, next)));
    position = next;
  }
  if (hasContent) yield { start, end: bytes.length, line: first, ...(hasEnded && BEHIND) };
}

function isMarker(bytes: Uint8Array, at: number, character: number | undefined): boolean {
  return (
    bytes[at] === character && bytes[at + 1] === character && bytes[at + 2] === character && isBlank(bytes[at + 3])
  );
}

/** `---#` is a text to YAML, but a separator with a comment to kubectl. */
function isCommented(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === DASH && bytes[at + 1] === DASH && bytes[at + 2] === DASH && bytes[at + 3] === HASH;
}

/** Anything but a blank line, a comment and a directive. */
function isContent(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === PERCENT) return false;
  for (let at = start; at < end; at += 1) {
    if (!isBlank(bytes[at])) return bytes[at] !== HASH;
  }
  return false;
}

function isBlank(byte: number | undefined): boolean {
  return byte === undefined || byte === SPACE || byte === TAB || byte === CR || byte === LF;
}
