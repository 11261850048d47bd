import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import type { FieldChange } from '../engine/change';

const SIZE = /^spec\.(?:storage|walStorage|tablespaces\[[^\]]*\]\.storage)\.size$/;

/** The size that a volume grows to; undefined for anything else. */
export function growsTo(field: FieldChange): Quantity | undefined {
  const [from, to] = sizesOf(field);
  return from !== undefined && to !== undefined && to.compareTo(from) > 0 ? to : undefined;
}

/** The smaller size of a volume; undefined for anything else. */
export function shrinksTo(field: FieldChange): Quantity | undefined {
  const [from, to] = sizesOf(field);
  return from !== undefined && to !== undefined && to.compareTo(from) < 0 ? to : undefined;
}

function sizesOf({ path, before, after }: FieldChange): readonly (Quantity | undefined)[] {
  if (!SIZE.test(path)) return [];
  return [before, after].map((size) => attempt(() => Quantity.parse(String(size))));
}
