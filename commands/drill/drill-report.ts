import type { DrillFindings, Measure } from './drill-run';
import type { Span } from './outage';
import type { TimelineEvent } from './timeline';

export type Outcome = 'passed' | 'failed' | 'interrupted';

/** All that is known of a drill after its end; the pages are made of it and of nothing else. */
export interface DrillReport {
  readonly id: string;
  readonly drill: string;
  readonly application: string;
  readonly context: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly outcome: Outcome;
  /** RFC 3339 in UTC. */
  readonly started: string;
  readonly ended: string;
  readonly measures: readonly (Measure & { readonly met: boolean | null })[];
  readonly facts: Readonly<Record<string, string>>;
  readonly failures: readonly string[];
  /** What could not be removed or put back; the next drill tries again. */
  readonly leftOvers: readonly string[];
  readonly gaps: readonly Span[];
  readonly events: readonly TimelineEvent[];
}

export const NOTHING_FOUND: DrillFindings = { measures: [], facts: {}, gaps: [], failures: [] };

/** Whether a measure meets its objective; null where there is none. What could not be measured meets nothing. */
export function judged(measure: Measure): Measure & { readonly met: boolean | null } {
  const { value, limit } = measure;
  return { ...measure, met: limit === undefined ? null : value !== null && value <= limit };
}

/** `11.74 s`; `not measured`. */
export function printValue(value: number | null, unit: Measure['unit']): string {
  return value === null ? 'not measured' : `${Math.round(value * 100) / 100} ${unit}`;
}
