/** How much is asked of the databases of a repository: a home laboratory, a service that people pay for, or one that auditors look at. */
export const PROFILE_NAMES = ['home', 'production', 'regulated'] as const;

export type Profile = (typeof PROFILE_NAMES)[number];

/** What is asked where nobody says which: only what bites everybody. */
export const DEFAULT_PROFILE: Profile = 'home';

/** To whom a finding is said unasked: to those who ask as much as this profile, or more; `advice` to nobody. */
export type Level = Profile | 'advice';

/** Whether what is said from a level on is said under a profile. */
export function reaches(profile: Profile, level: Level): boolean {
  return level !== 'advice' && PROFILE_NAMES.indexOf(level) <= PROFILE_NAMES.indexOf(profile);
}
