import { isDeepStrictEqual } from 'node:util';
import type { Manifest } from '../../../manifests/object/manifest';

/**
 * Fields of the first that the second lacks or has otherwise, by their path. What only the second has does not count: the server and
 * operators fill in missing fields. Lists must be the same as a whole, item by item.
 */
export function lacking(wanted: unknown, found: unknown, path = ''): string[] {
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    return wanted.flatMap((item, index) => lacking(item, found[index], `${path}[${index}]`));
  }
  if (isPlain(wanted) && isPlain(found)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      lacking(value, found[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return isDeepStrictEqual(wanted, found) ? [] : [`${path}: ${JSON.stringify(wanted)} became ${JSON.stringify(found)}`];
}

/** What is compared of an object: not who owns which field, nor the number of its version. */
export function settled({ status: _, ...object }: Manifest): Manifest {
  const { managedFields, resourceVersion, generation, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
