import { remember } from '../../../values/collections/remember';
import type { Quantity } from '../../../values/kubernetes/quantity';
import { parseGoInteger } from '../server/go-values';
import { bareQuantity } from './quantity';

/**
 * A PostgreSQL size as CNPG's webhook reads it, undefined if it refuses. It takes a bare number for megabytes, while PostgreSQL uses the
 * unit of the parameter.
 */
export const postgresSize = remember((text): Quantity | undefined => {
  const whole = parseGoInteger(text) === undefined ? text : `${text}MB`;
  if (!whole.endsWith('B')) return undefined;
  const number = whole.slice(0, -1).replaceAll(' ', '');
  if (parseGoInteger(number) !== undefined) return bareQuantity(number);
  return bareQuantity(`${number}i`.replaceAll('ki', 'Ki'));
});
