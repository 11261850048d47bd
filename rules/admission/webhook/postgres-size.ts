import type { Quantity } from '../../../values/kubernetes/quantity';
import { parseGoInteger } from '../server/go-values';
import { bareQuantity } from './quantity';

/**
 * A size of PostgreSQL as CNPG's webhook reads it, undefined where it refuses. A bare number is megabytes to it, while
 * PostgreSQL counts it in the unit of the parameter.
 */
export function postgresSize(text: string): Quantity | undefined {
  const whole = parseGoInteger(text) === undefined ? text : `${text}MB`;
  if (!whole.endsWith('B')) return undefined;
  const number = whole.slice(0, -1).replaceAll(' ', '');
  if (parseGoInteger(number) !== undefined) return bareQuantity(number);
  return bareQuantity(`${number}i`.replaceAll('ki', 'Ki'));
}
