import type { Severity } from '../../manifests/object/violation';
import type { Extent, Rule } from './rule';

/** How severe it is that something is missing, where not everything was seen: nothing that may be somewhere else is an error. */
export function unseenSeverity({ severity, misses }: Pick<Rule, 'severity' | 'misses'>, seen: Extent): Severity {
  if (misses === undefined || seen === 'all') return severity;
  if (misses === 'reference' || seen === 'part') return 'info';
  return severity === 'error' ? 'warning' : severity;
}
