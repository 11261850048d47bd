import { InvalidValueError } from '../text/invalid-value';

/** A parameter value with a unit, as PostgreSQL understands it. */
export interface SizedValue<U extends string> {
  /** Whole number of the parameter's own unit, as `pg_settings.setting` shows it. -1 and other negative numbers are codes, not sizes. */
  readonly setting: number;
  /** The unit that was written; undefined where the parameter's own one was taken. */
  readonly unit: U | undefined;
}

// What C's strtol and, for fractions and exponents, strtod take: 0x10 is hexadecimal, 010 octal, 08 a zero before nonsense.
const NUMBER =
  /^[ \t\n\v\f\r]*([+-]?(?:0[xX][0-9a-fA-F]+|(?:(?:0[0-7]*|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?))[ \t\n\v\f\r]*([^ \t\n\v\f\r]*)[ \t\n\v\f\r]*$/;
const LARGEST = 2 ** 31 - 1;

/**
 * Reads an integer parameter as PostgreSQL's `parse_int` does.
 *
 * @param own - the unit of the parameter
 * @param sizes - of the units, all in the same measure
 * @param units - that may be written, from the smallest to the largest
 * @throws InvalidValueError
 */
export function parseSized<U extends string>(
  text: string,
  own: U,
  sizes: Readonly<Record<U, number>>,
  units: readonly U[],
): SizedValue<U> {
  const [whole, number = '', unitText = ''] = NUMBER.exec(text) ?? [];
  const unit = units.find((candidate) => candidate === unitText);
  if (whole === undefined || (unitText !== '' && unit === undefined)) {
    const quantity = /^[KMGTP]i?$/.test(unitText) ? ` ("${unitText}" is the Kubernetes spelling)` : '';
    throw new InvalidValueError(
      `"${text}" is not a PostgreSQL value${quantity}: write a number and one of ${units.join(', ')}`,
    );
  }
  const setting = roundHalfEven(
    unit === undefined ? numberOf(number) : convert(numberOf(number), unit, own, sizes, units),
  );
  if (setting > LARGEST || setting < -LARGEST - 1)
    throw new InvalidValueError(`"${text}" exceeds the range of PostgreSQL parameters`);
  return { setting, unit };
}

/** `30.1GB` becomes a whole number of MB first: PostgreSQL rounds to the next smaller unit before it rounds to its own. */
function convert<U extends string>(
  amount: number,
  unit: U,
  own: U,
  sizes: Readonly<Record<U, number>>,
  units: readonly U[],
): number {
  const inOwn = amount * (sizes[unit] / sizes[own]);
  const finer = units[units.indexOf(unit) - 1];
  if (finer === undefined) return inOwn;
  const step = sizes[finer] / sizes[own];
  return roundHalfEven(inOwn / step) * step;
}

function numberOf(text: string): number {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '');
  const amount = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return negative ? -amount : amount;
}

/** C's rint. */
export function roundHalfEven(amount: number): number {
  const down = Math.floor(amount);
  const rest = amount - down;
  if (rest !== 0.5) return Math.round(amount);
  return down % 2 === 0 ? down : down + 1;
}
