import { at, list, record } from '../object/manifest';
import { isOn } from './template-values';

/** Whether CNPG's chart `cluster` makes an ImageCatalog of its values, from which the Cluster has its image unless it refers to another one. */
export function makesCatalog(values: unknown): boolean {
  const { create = true, images } = record(at(values, 'imageCatalog'));
  return isOn(create) && list(images).length > 0;
}
