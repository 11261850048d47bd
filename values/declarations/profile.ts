/** How much is asked of the databases of a repository: a home laboratory, a service that people pay for, or one that auditors look at. */
export const PROFILE_NAMES = ['home', 'production', 'regulated'] as const;

export type Profile = (typeof PROFILE_NAMES)[number];

/** What is asked where nobody says which. */
export const DEFAULT_PROFILE: Profile = 'production';
