import { remember } from '../../../values/collections/remember';
import { Quantity } from '../../../values/kubernetes/quantity';
import { attempt } from '../../../values/text/invalid-value';

/** The amount in a text or a number, undefined if it is not an amount. */
export function quantityOf(value: unknown): Quantity | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return parsed(trimmed(value));
}

/** The amount in a text as Go reads it. Surrounding white space is part of the text and not allowed. */
export function bareQuantity(text: string): Quantity | undefined {
  return parsed(text);
}

const parsed = remember((text): Quantity | undefined => {
  if (NO_DIGITS.test(text)) return ZERO;
  const [, number = '', sign = ''] = HUGE_EXPONENT.exec(text) ?? [];
  return attempt(() => Quantity.parse(number === '' ? text : `${number}e${sign}99`));
});

/** The text that Go writes for a quantity: the canonical one, or the given one if Go considers it canonical. */
export function quantityText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? written(trimmed(value)) : undefined;
}

const written = remember((text): string | undefined => {
  const quantity = parsed(text);
  return quantity !== undefined && quantity.value < LARGEST && isKept(text) ? text : quantity?.toString();
});

/**
 * Go trims the JSON text of a quantity before it is parsed. A line break or a tab is an escape there, and is kept; other Unicode white
 * space is removed.
 */
function trimmed(value: string | number): string {
  const text = String(value);
  return text.length > 0 && (isBlank(text, 0) || isBlank(text, text.length - 1)) ? text.replace(TRIMMED, '') : text;
}

function isBlank(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x20 || code > 0x7f;
}

const SPACE = '[ \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]+';
const TRIMMED = new RegExp(`^${SPACE}|${SPACE}$`, 'g');

function isKept(text: string): boolean {
  const [whole, number = '', denominator = '', suffix = ''] = PARTS.exec(text) ?? [];
  const digits = (number || '0') + denominator;
  if (whole === undefined || digits.length > MOST_DIGITS || digits.startsWith('0')) return false;
  if (suffix.endsWith('i')) return denominator === '' && digits.length <= 5 && Number(digits) % 8 !== 0;
  const exponent = SUFFIXES.includes(suffix) ? SUFFIXES.indexOf(suffix) * 3 - 9 : Number(suffix.slice(1));
  const scale = exponent - denominator.length;
  return scale >= -9 && scale % 3 === 0 && !digits.endsWith('000');
}

const PARTS = /^[+-]?0*([0-9]*)\.?([0-9]*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2})?$/;
const SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const MOST_DIGITS = 18;
// Larger amounts are counted as this one.
const LARGEST = 2n ** 63n - 1n;

export function isZero(quantity: Quantity): boolean {
  return quantity.compareTo(ZERO) === 0;
}

const ZERO = Quantity.parse('0');
// Kubernetes reads a quantity without digits as zero, and one out of range as the nearest representable one.
const NO_DIGITS = /^(?=.)[+-]?\.?(?:[KMGTP]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
const HUGE_EXPONENT = /^([+-]?[0-9.]+)[eE]([+-]?)0*[1-9][0-9]{2,}$/;
