import type { Quantity } from '../../values/quantity';
import { parseGoInteger } from './go-values';
import { quantityOf } from './quantity';

/**
 * A size of PostgreSQL as CNPG's webhook reads it, undefined where it refuses. A bare number is megabytes to it, while
 * PostgreSQL counts it in the unit of the parameter.
 */
export function postgresSize(text: string): Quantity | undefined {
  const whole = parseGoInteger(text) === undefined ? text : `${text}MB`;
  if (!whole.endsWith('B')) return undefined;
  const number = whole.slice(0, -1).replaceAll(' ', '');
  if (parseGoInteger(number) !== undefined) return strictQuantity(number);
  return strictQuantity(`${number}i`.replaceAll('ki', 'Ki'));
}

/** White space is part of the text here, not around it. */
function strictQuantity(text: string): Quantity | undefined {
  return text === text.trim() ? quantityOf(text) : undefined;
}
