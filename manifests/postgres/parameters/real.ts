import { roundHalfEven } from '../../../values/postgres/guc-number';
import type { ParameterUnit } from './parameter';
import { sizeOf, unitsFor } from './units';

// What C's strtod accepts, with surrounding white space, and a unit.
const REAL =
  /^[ \t\n\v\f\r]*([+-]?)(0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?)[ \t\n\v\f\r]*([^ \t\n\v\f\r]*)[ \t\n\v\f\r]*$/;

/** Reads a floating-point parameter into its own unit, as PostgreSQL's `parse_real` does; undefined if it would refuse. */
export function parseReal(text: string, own: ParameterUnit | undefined): number | undefined {
  const [whole, sign, digits = '', unit = ''] = REAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const amount = (sign === '-' ? -1 : 1) * toNumber(digits);
  // strtod reports a range error for a number that is too large, but accepts an explicit infinity.
  if (!Number.isFinite(amount) && !/^i/i.test(digits)) return undefined;
  if (unit === '') return amount;
  if (own === undefined) return undefined;
  const units = unitsFor(own);
  const index = units.findIndex(([name]) => name === unit);
  const [, size] = units[index] ?? [];
  if (size === undefined) return undefined;
  const value = amount * (size / sizeOf(own));
  const [, finer] = units[index - 1] ?? [];
  if (finer === undefined) return value;
  const step = finer / sizeOf(own);
  return roundHalfEven(value / step) * step;
}

function toNumber(digits: string): number {
  if (/^i/i.test(digits)) return Number.POSITIVE_INFINITY;
  if (!/^0x/i.test(digits)) return Number(digits);
  const [mantissa = '', exponent = '0'] = digits.slice(2).split(/p/i);
  const [whole = '', fraction = ''] = mantissa.split('.');
  return Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}
