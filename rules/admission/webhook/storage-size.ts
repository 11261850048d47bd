import { at, record, text } from '../../../manifests/object/manifest';
import type { Quantity } from '../../../values/kubernetes/quantity';
import { Quantity as Amount } from '../../../values/kubernetes/quantity';
import { bareQuantity, quantityOf } from './quantity';

/** The size of a storage section as CNPG reads it: that of the claim template where there is no own one. */
export function storageSize(storage: unknown): Quantity | undefined {
  const size = text(record(storage).size) ?? '';
  if (size !== '') return bareQuantity(size);
  if ((record(storage).pvcTemplate ?? null) === null) return undefined;
  return quantityOf(at(storage, 'pvcTemplate.resources.requests.storage')) ?? Amount.parse('0');
}
