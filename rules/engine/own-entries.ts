import { type Entry, entries } from './entry';

/** Findings about suppressions, and about the rules themselves. */
export const OWN_ENTRIES: readonly Entry[] = entries(
  { layer: 'expert', subject: 'Suppressions and rules', severity: 'error', kinds: [], docs: 'README.md' },
  {
    'rule-failed': 'A rule could not judge an object; the other rules still count',
    'suppression-admission': 'What the cluster would refuse cannot be suppressed',
    'suppression-expired': 'A suppression has not passed the day on which it expires',
    'suppression-expires': 'A suppression expires on a day, such as 2027-01-31',
    'suppression-reason': 'A suppression gives a reason',
    'suppression-unknown-rule': 'A suppression names a rule that exists',
    'suppression-unused': 'A suppression is needed, once',
  },
);
