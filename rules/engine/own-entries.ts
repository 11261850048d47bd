import { type Entry, entries } from './entry';

const COMMON = { layer: 'expert', subject: 'Suppressions and rules', kinds: [] } as const;

/** Findings about suppressions, about the rules themselves, and about the versions that they judge for. */
export const OWN_ENTRIES: readonly Entry[] = [
  ...entries(
    { ...COMMON, severity: 'error', docs: 'README.md' },
    {
      'rule-failed': 'A rule could not judge an object; the other rules still count',
      'suppression-admission': 'What the cluster would refuse cannot be suppressed',
      'suppression-expired': 'A suppression has not passed the day on which it expires',
      'suppression-expires': 'A suppression expires on a day, such as 2027-01-31',
      'suppression-pattern': 'A suppression of several objects names their kind, and a part of their namespace or name',
      'suppression-reason': 'A suppression gives a reason',
      'suppression-unknown-rule': 'A suppression names a rule that exists',
      'suppression-unused': 'A suppression is needed, once',
    },
  ),
  ...entries(
    { ...COMMON, severity: 'info', level: 'home', docs: 'docs/findings.md' },
    { 'target-assumed': 'The version to judge for is the one that an object installs; `--target` names another' },
  ),
];
