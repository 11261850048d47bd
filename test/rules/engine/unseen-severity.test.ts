import { expect, it } from 'vitest';
import type { Extent, Rule } from '../../../rules/engine/rule';
import { unseenSeverity } from '../../../rules/engine/unseen-severity';

it.each<[Pick<Rule, 'severity' | 'misses'>, Record<Extent, string>]>([
  [{ severity: 'error' }, { all: 'error', given: 'error', part: 'error' }],
  [
    { severity: 'error', misses: 'reference' },
    { all: 'error', given: 'info', part: 'info' },
  ],
  [
    { severity: 'error', misses: 'object' },
    { all: 'error', given: 'warning', part: 'info' },
  ],
  [
    { severity: 'warning', misses: 'object' },
    { all: 'warning', given: 'warning', part: 'info' },
  ],
  [
    { severity: 'info', misses: 'object' },
    { all: 'info', given: 'info', part: 'info' },
  ],
])('%j', (rule, severities) => {
  for (const [seen, severity] of Object.entries(severities)) {
    expect([seen, unseenSeverity(rule, seen as Extent)]).toEqual([seen, severity]);
  }
});
