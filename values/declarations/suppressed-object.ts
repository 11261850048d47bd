import { remember } from '../collections/remember';
import { literalPattern } from '../text/literal-pattern';

/** Whether what a suppression says of objects is for several: it has a star in the namespace or the name. */
export function isForSeveral(object: string): boolean {
  return object.includes('*');
}

/**
 * Whether a suppression is for an object: `Cluster shop/shop-db` for this one, `Cluster shop/db-*` for each whose namespace and name are
 * like that. A star stands for any characters, never for the slash, and never in a kind.
 */
export function isSuppressed(object: string, name: string): boolean {
  if (!isForSeveral(object)) return object === name;
  const [wanted, { kind, place }] = [patternOf(object), partsOf(name)];
  return (
    wanted.kind === kind &&
    wanted.place.length === place.length &&
    wanted.place.every((pattern, i) => pattern.test(place[i] ?? ''))
  );
}

/** Compiled once: it is held against every finding of its rule. */
const patternOf = remember((object) => {
  const { kind, place } = partsOf(object);
  return { kind, place: place.map((part) => new RegExp(`^${part.split('*').map(literalPattern).join('.*')}$`)) };
});

/** Why a pattern is none that may be written, as the end of a sentence; undefined for a good one. */
export function patternProblem(object: string): string | undefined {
  if (!isForSeveral(object)) return undefined;
  const { kind, place } = partsOf(object);
  if (kind === '') return 'names no kind';
  if (kind.includes('*')) return 'has a star in the kind';
  // A name almost always has a hyphen somewhere.
  return place.every((part) => /^[*.-]*$/.test(part)) ? 'names every object of the kind' : undefined;
}

function partsOf(object: string): { readonly kind: string; readonly place: readonly string[] } {
  const space = object.indexOf(' ');
  return { kind: object.slice(0, Math.max(space, 0)), place: object.slice(space + 1).split('/') };
}
