/** Go's regular expressions (RE2) and JavaScript's have much in common, but each accepts what the other refuses. */
export class GoRegexpError extends Error {}

const NAMED_CLASS = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;
const CODE = /^\\(?:x[0-9A-Fa-f]{2}|x\{([0-9A-Fa-f]+)\}|0[0-7]{0,2}|[1-7][0-7]{1,2})/;
const SHORT = /^\\[aftnrv]/;
const PUNCTUATION = /^\\[!-/:-@[-`{-~\0- \x7f]/;
const PERL = /^\\[dswDSW]/;
const UNICODE = /^\\[pP](?:\{\^?([A-Za-z0-9_ -]+)\}|([A-Za-z]))/;
const LARGEST = 0x10ffff;

/** Position after an escape outside of character classes. */
export function skipEscape(pattern: string, start: number): number {
  const second = pattern[start + 1] ?? '';
  if ('AbBz'.includes(second) && second !== '') return start + 2;
  if (second === 'Q') {
    const end = pattern.indexOf('\\E', start + 2);
    return end < 0 ? pattern.length : end + 2;
  }
  return skipSet(pattern, start) ?? skipCharacter(pattern, start);
}

/** Position after a character class with a short name, undefined if there is none. */
function skipSet(pattern: string, start: number): number | undefined {
  const rest = pattern.slice(start, start + 100);
  const perl = PERL.exec(rest);
  if (perl !== null) return start + perl[0].length;
  if (!/^\\[pP]/.test(rest)) return undefined;
  const [whole, long, short] = UNICODE.exec(rest) ?? [];
  const name = long ?? short ?? '';
  if (whole === undefined || !isUnicodeClass(name)) throw new GoRegexpError('unknown class');
  return start + whole.length;
}

/** Go knows categories and the full names of scripts, in any case; JavaScript requires their exact case. */
function isUnicodeClass(name: string): boolean {
  const words = name.toLowerCase().split(/[_ -]/);
  const exact = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('_');
  if (['Any', 'Ascii', 'Assigned', 'Lc', 'Signwriting'].includes(exact)) return true;
  const isCode = exact.length === 4 && !FOUR_LETTER_SCRIPTS.has(exact);
  return isProperty(`General_Category=${exact}`) || (!isCode && isProperty(`Script=${exact}`));
}

const FOUR_LETTER_SCRIPTS = new Set(['Ahom', 'Cham', 'Kawi', 'Lisu', 'Modi', 'Newa', 'Thai', 'Toto']);

function isProperty(name: string): boolean {
  try {
    new RegExp(`\\p{${name}}`, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Position after one character, with or without an escape. */
function skipCharacter(pattern: string, start: number): number {
  return start + readCharacter(pattern, start).length;
}

function readCharacter(pattern: string, start: number): { length: number; code: number } {
  const code = pattern.codePointAt(start);
  if (code === undefined) throw new GoRegexpError('missing ]');
  if (pattern[start] !== '\\') return { length: code > 0xffff ? 2 : 1, code };
  const rest = pattern.slice(start, start + 32);
  const [numeric, braced] = CODE.exec(rest) ?? [];
  if (numeric !== undefined) {
    const digits = braced ?? numeric.slice(numeric[1] === 'x' ? 2 : 1);
    const value = Number.parseInt(digits, numeric[1] === 'x' ? 16 : 8);
    if (value > LARGEST) throw new GoRegexpError('no character');
    return { length: numeric.length, code: value };
  }
  const short = SHORT.exec(rest);
  if (short !== null) return { length: 2, code: '\x07\f\t\n\r\v'.charCodeAt('aftnrv'.indexOf(rest[1] ?? '')) };
  if (PUNCTUATION.test(rest)) return { length: 2, code: rest.charCodeAt(1) };
  throw new GoRegexpError('unknown escape');
}

/** Position after `[…]`. */
export function skipClass(pattern: string, start: number): number {
  let position = start + (pattern[start + 1] === '^' ? 2 : 1);
  for (let first = true; first || pattern[position] !== ']'; first = false) {
    if (position >= pattern.length) throw new GoRegexpError('missing ]');
    if (pattern.startsWith('[:', position) && pattern.indexOf(':]', position + 2) >= 0) {
      const named = NAMED_CLASS.exec(pattern.slice(position, position + 16));
      if (named === null) throw new GoRegexpError('unknown class');
      position += named[0].length;
      continue;
    }
    const set = skipSet(pattern, position);
    position = set ?? skipRange(pattern, position);
  }
  return position + 1;
}

function skipRange(pattern: string, start: number): number {
  const low = readCharacter(pattern, start);
  const hyphen = start + low.length;
  const next = pattern[hyphen + 1];
  if (pattern[hyphen] !== '-' || next === undefined || next === ']') return hyphen;
  const high = readCharacter(pattern, hyphen + 1);
  if (high.code < low.code) throw new GoRegexpError('range runs backwards');
  return hyphen + 1 + high.length;
}
