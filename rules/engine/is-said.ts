import type { Violation } from '../../manifests/object/violation';
import { type Level, type Profile, reaches } from '../../values/declarations/profile';
import { ruleset } from './ruleset';

/**
 * Whether a finding is said unasked under a profile. Errors always are. An info is advice unless its rule says to whom it is said; so is
 * a finding that counts as an info only because not everything was seen.
 */
export function isSaid({ rule, severity }: Violation, profile: Profile): boolean {
  return severity === 'error' || reaches(profile, levelOf(rule, severity));
}

function levelOf(rule: string, severity: 'warning' | 'info'): Level {
  const entry = ruleset().get(rule);
  if (severity === 'warning') return entry?.level ?? 'home';
  return (entry?.severity === 'info' ? entry.level : undefined) ?? 'advice';
}
