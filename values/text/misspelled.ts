import { nearest } from './nearest';

/**
 * Whether a name is most likely another one with a typo: a letter or two differ, of a name that is long enough for that. `prod-1` and
 * `prod-2` are two names.
 */
export function isMisspelled(name: string, candidates: Iterable<string>): boolean {
  if (name.length < 4) return false;
  const meant = nearest(name, candidates, name.length < 8 ? 1 : 2);
  return meant !== undefined && meant.replace(/\d+/g, '') !== name.replace(/\d+/g, '');
}
