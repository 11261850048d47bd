import { YamlProblem } from './problem';

const WORDS = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const NUMBER =
  /^[-+]?(?:0[bB]_*[01][01_]*|0[oO]_*[0-7][0-7_]*|0[xX]_*[0-9a-fA-F][0-9a-fA-F_]*|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9][0-9_]*)?)$/;
/** What Go does not read as an integer, whatever its value. */
const FRACTION = /^[-+]?[0-9_]*(?:\.|[0-9._]*[eE])/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?)?$/;
const LARGEST = 2n ** 64n - 1n;
const SMALLEST = -(2n ** 63n);

/**
 * The value of a plain scalar, as kubectl and the API server (sigs.k8s.io/yaml) read it, which matches neither YAML 1.1 nor 1.2: `on` is a
 * boolean, but `12:30` and dates are texts.
 */
export function plainValue(source: string, offset: number): unknown {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (NOT_FINITE.test(source)) {
    throw new YamlProblem(`${source} has no form in JSON`, 'quote it, or give a finite number', offset);
  }
  return numberOf(source) ?? source;
}

/** The value of a scalar with one of YAML's own tags (`!!int "1"`). */
export function taggedValue(tag: string, source: string, offset: number): unknown {
  const value = readAs(tag, source);
  if (value !== undefined) return value;
  throw new YamlProblem(`${JSON.stringify(source.slice(0, 80))} is not a !!${tag}`, 'remove the tag', offset);
}

function readAs(tag: string, source: string): unknown {
  const word = WORDS.get(source);
  if (tag === 'str') return source;
  if (tag === 'null') return word === null ? null : undefined;
  if (tag === 'bool') return typeof word === 'boolean' ? word : undefined;
  if (tag === 'timestamp') return TIMESTAMP.test(source) ? source : undefined;
  if (tag === 'binary') {
    const packed = source.replaceAll(/[\r\n]/g, '');
    return BASE64.test(packed) ? textOf(Buffer.from(packed, 'base64')) : undefined;
  }
  return tag === 'int' && FRACTION.test(source) ? undefined : numberOf(source);
}

/**
 * Accepts all of Go's prefixes and reads `0755` as octal, but not base 60. Go keeps the text of a number that exceeds a float, or 64 bits
 * with a prefix.
 */
function numberOf(source: string): number | undefined {
  if (!NUMBER.test(source)) return undefined;
  const digits = source.replace(/[-+_]/g, (character, index) => (character === '_' || index === 0 ? '' : character));
  const sign = source.startsWith('-') ? -1 : 1;
  const octal = /^0[0-7]+$/.test(digits);
  if (octal || /^0[bBoOxX]/.test(digits)) {
    const whole = BigInt(octal ? `0o${digits}` : digits) * BigInt(sign);
    if (whole >= SMALLEST && whole <= LARGEST) return Number(whole);
    if (!octal) return undefined;
  }
  const value = Number(digits);
  // Go has no negative zero among integers.
  return Number.isFinite(value) ? value * sign + 0 : undefined;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined for bytes that are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
