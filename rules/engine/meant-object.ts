import { isForSeveral, isSuppressed, patternProblem } from '../../values/declarations/suppressed-object';
import { nearest } from '../../values/text/nearest';

/**
 * What a suppression that is for no finding is meant to name: with the kind that was forgotten or has a typo, with one space, or with the
 * namespace. Undefined where nothing like it was found.
 * @param names - of the objects with findings of the rule: `Cluster shop/shop-db`
 */
export function meantObject(object: string, names: readonly string[]): string | undefined {
  const [first = '', ...rest] = object.trim().split(/\s+/);
  const [kind, place] = rest.length === 0 ? ['', first] : [first, rest.join('')];
  const places = place.includes('/') ? [place] : [place, `${place}/*`, `*/${place}`];
  const objects = kindsMeantBy(kind, names).flatMap((each) => places.map((one) => `${each} ${one}`));
  const isFor = (one: string) => patternProblem(one) === undefined && names.some((name) => isSuppressed(one, name));
  return objects.find(isFor) ?? (isForSeveral(object) ? undefined : nearest(object, names, 2));
}

function kindsMeantBy(kind: string, names: readonly string[]): string[] {
  const kinds = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))];
  if (kind === '') return kinds;
  const same = kinds.find((each) => each.toLowerCase() === kind.toLowerCase()) ?? nearest(kind, kinds, 2);
  return same === undefined ? [] : [same];
}
