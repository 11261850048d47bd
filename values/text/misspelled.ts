import { nearest } from './nearest';

/**
 * The name that is most likely meant by one with a typo: a letter or two differ, of a name that is long enough for that. `prod-1` and
 * `prod-2` are two names.
 */
export function meantBy(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 4) return undefined;
  const meant = nearest(name, candidates, name.length < 8 ? 1 : 2);
  return meant !== undefined && meant.replace(/\d+/g, '') !== name.replace(/\d+/g, '') ? meant : undefined;
}
