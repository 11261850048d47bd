import type { Duration } from '../../../values/time/duration';
import type { AlertLimits } from './alert-limits';
import type { ClusterFacts } from './cluster-facts';

/** `critical` is for waking somebody, `warning` for the next working day. */
export type AlertSeverity = 'critical' | 'warning';

/** An alert for one cluster. */
export interface Alert {
  readonly severity: AlertSeverity;
  /** How long the expression must hold. @default - not at all: what it finds does not pass by itself */
  readonly for?: Duration;
  readonly expr: string;
  /** One line, the same for every occurrence. */
  readonly summary: string;
  /** What is seen, with the value: a template of Prometheus. */
  readonly description: string;
}

/** A rule that computes what alerts and dashboards read. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
}

/** An alert, or nothing where it has no meaning for the cluster. */
export type AlertOf = (facts: ClusterFacts, limits: AlertLimits) => Alert | undefined;

/** Alerts by name. Each has a page in `docs/runbooks/`. */
export type AlertGroup = Readonly<Record<`Postgres${string}`, AlertOf>>;
