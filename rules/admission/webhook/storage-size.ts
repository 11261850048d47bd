import { at, record, text } from '../../../manifests/object/manifest';
import type { Quantity } from '../../../values/kubernetes/quantity';
import { Quantity as Amount } from '../../../values/kubernetes/quantity';
import { bareQuantity, quantityOf } from './quantity';

/** The size in a storage section as CNPG reads it: its own, otherwise that of the claim template. */
export function storageSize(storage: unknown): Quantity | undefined {
  const size = text(record(storage).size) ?? '';
  if (size !== '') return bareQuantity(size);
  if ((record(storage).pvcTemplate ?? null) === null) return undefined;
  return quantityOf(at(storage, 'pvcTemplate.resources.requests.storage')) ?? Amount.parse('0');
}
