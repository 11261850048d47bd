/** The properties of a machine-generated token. */
interface Threshold {
  readonly shortest: number;
  readonly shortestHex: number;
  /** Minimum share of neighbouring characters of different classes; words and CamelCase have less, random text has more. */
  readonly changes: number;
  /** Minimum entropy, as a share of the maximum for this length and alphabet. */
  readonly evenness: number;
}

// Measured with random tokens of 20 to 64 characters and with the words, names and paths of real manifests.
const ANYWHERE: Threshold = { shortest: 20, shortestHex: 32, changes: 0.24, evenness: 0.83 };
const WHERE_KEYS_STAND: Threshold = { shortest: 14, shortestHex: 16, changes: 0.2, evenness: 0.8 };
// The classes of characters: those of tokens, letters and digits last.
const END = 0;
const SIGN = 1;
const LOWER = 2;
const UPPER = 3;
const DIGIT = 4;

/** Without upper case a random token is harder to recognize, so it must be longer. */
const SHORTEST_ONE_CASE = 24;

/**
 * Whether a token (letters, digits and the signs of base64) looks random.
 * @param hinted - it is in a place for keys, so weaker evidence is enough
 */
export function looksRandom(token: string, hinted: boolean): boolean {
  const threshold = hinted ? WHERE_KEYS_STAND : ANYWHERE;
  if (token.length < threshold.shortest || !/\d/.test(token)) return false;
  if (/^[0-9a-fA-F]+$/.test(token)) {
    return token.length >= threshold.shortestHex && /[a-fA-F]/.test(token) && isEven(token, 16, threshold);
  }
  const lower = /[a-z]/.test(token);
  const upper = /[A-Z]/.test(token);
  if (lower !== upper && !hinted && token.length < SHORTEST_ONE_CASE) return false;
  if (!lower && !upper) return false;
  return changesOf(token) >= threshold.changes && isEven(token, lower && upper ? 64 : 36, threshold);
}

function isEven(token: string, alphabet: number, { evenness }: Threshold): boolean {
  return entropyOf(token) >= evenness * Math.log2(Math.min(token.length, alphabet));
}

/**
 * Whether a text may contain a token that looks random. It may say yes wrongly but never no: most texts
 * have none, and taking them apart would cost the most.
 */
export function mayHaveToken(text: string): boolean {
  let length = 0;
  let digits = 0;
  let changes = 0;
  let before = END;
  for (let i = 0; i <= text.length; i += 1) {
    const here = i < text.length ? classOf(text.charCodeAt(i)) : END;
    if (here !== END) {
      length += 1;
      if (here === DIGIT) digits += 1;
      if (isChange(before, here)) changes += 1;
    } else if (length > 0) {
      if (length >= WHERE_KEYS_STAND.shortest && digits > 0 && changes >= FEWEST_CHANGES) return true;
      length = digits = changes = 0;
    }
    before = here;
  }
  return false;
}

const FEWEST_CHANGES = Math.floor(WHERE_KEYS_STAND.changes * (WHERE_KEYS_STAND.shortest - 1));

/** Shannon's, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** The share of neighbouring characters of different classes: lower case, upper case, digit. */
function changesOf(text: string): number {
  let changes = 0;
  let before = classOf(text.charCodeAt(0));
  for (let i = 1; i < text.length; i += 1) {
    const here = classOf(text.charCodeAt(i));
    if (isChange(before, here)) changes += 1;
    before = here;
  }
  return changes / (text.length - 1);
}

/** The start of a word in CamelCase does not count. */
function isChange(before: number, here: number): boolean {
  return before >= LOWER && here >= LOWER && here !== before && (before !== UPPER || here !== LOWER);
}

const CLASSES = new Uint8Array(128);
for (const [characters, kind] of [
  ['abcdefghijklmnopqrstuvwxyz', LOWER],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER],
  ['0123456789', DIGIT],
  ['+-/_', SIGN],
] as const) {
  for (const character of characters) CLASSES[character.charCodeAt(0)] = kind;
}

function classOf(code: number): number {
  return code < CLASSES.length ? (CLASSES[code] ?? END) : END;
}
