import type { Violation } from '../../manifests/object/violation';
import { type Level, type Profile, reaches } from '../../values/declarations/profile';
import { ruleset } from './ruleset';

/**
 * Whether a finding is said unasked under a profile. Errors always are. An info is advice unless its rule says to whom it is said: so is
 * most of what counts as an info only because not everything was seen.
 */
export function isSaid({ rule, severity }: Violation, profile: Profile): boolean {
  return severity === 'error' || reaches(profile, levelOf(rule, severity));
}

function levelOf(rule: string, severity: 'warning' | 'info'): Level {
  return ruleset().get(rule)?.level ?? (severity === 'warning' ? 'home' : 'advice');
}
