import type { Quantity } from '../../values/quantity';
import { Quantity as Amount } from '../../values/quantity';
import { at, record, text } from '../manifest';
import { quantityOf } from './quantity';

/** The size of a storage section as CNPG reads it: that of the claim template where there is no own one. */
export function storageSize(storage: unknown): Quantity | undefined {
  const size = text(record(storage).size) ?? '';
  if (size !== '') return isPlain(size) ? quantityOf(size) : undefined;
  if ((record(storage).pvcTemplate ?? null) === null) return undefined;
  return quantityOf(at(storage, 'pvcTemplate.resources.requests.storage')) ?? Amount.parse('0');
}

/** A text that is a quantity as it stands, without white space around it. */
export function isPlain(size: string): boolean {
  return size === size.trim() && quantityOf(size) !== undefined;
}
