import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup, Recording } from './alert';
import { type ClusterFacts, instanceMatchers, recordsOf } from './cluster-facts';
import type { MetricName } from './metrics';
import { series } from './promql';

/** How often the records below are written: the resolution of the objective. */
export const RECORDED_EVERY = Duration.seconds(30);

/** In seconds. */
const WINDOWS = {
  '5m': 300,
  '30m': 1800,
  '1h': 3600,
  '2h': 7200,
  '6h': 21_600,
  '1d': 86_400,
  '3d': 259_200,
} as const;
type Window = keyof typeof WINDOWS;

/**
 * How much longer than it was an outage may look, in seconds: what CNPG keeps of its queries, the scrape and the record each add up to 30.
 * One switchover of a few seconds, as every rolling update makes, is not a reason to wake anybody.
 */
const BLUR = 90;

/** How many times faster than allowed the budget is spent, over a long window, and still over a short one. */
interface Burn {
  readonly factor: number;
  readonly long: Window;
  readonly short: Window;
}

const FAST: readonly Burn[] = [
  { factor: 14.4, long: '1h', short: '5m' },
  { factor: 6, long: '6h', short: '30m' },
];
const SLOW: readonly Burn[] = [
  { factor: 3, long: '1d', short: '2h' },
  { factor: 1, long: '3d', short: '6h' },
];

/**
 * The availability objective, by burn rates over several windows.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export const objectiveAlerts = {
  PostgresErrorBudgetBurnsFast: (facts) =>
    burning(facts, FAST, 'critical', 'The availability objective will be missed soon'),
  PostgresErrorBudgetBurnsSlowly: (facts) =>
    burning(facts, SLOW, 'warning', 'The availability objective will be missed at this rate'),
} as const satisfies AlertGroup;

function burning(
  facts: ClusterFacts,
  burns: readonly Burn[],
  severity: Alert['severity'],
  summary: string,
): Alert | undefined {
  const { availability } = facts.objectives;
  if (availability === undefined || facts.isReplica) return undefined;
  const terms = burns.flatMap(({ factor, long, short }) => {
    const rate = factor * budget(availability);
    // More than all the time cannot be lost: with a loose objective such a rate does not exist.
    if (rate >= 1) return [];
    const limit = (least: number) => Number(Math.max(rate, least).toPrecision(6));
    return [
      `${unavailable(facts, long)} > ${limit(BLUR / WINDOWS[long])} and ${unavailable(facts, short)} > ${limit(0)}`,
    ];
  });
  if (terms.length === 0) return undefined;
  return {
    severity,
    expr: terms.join(' or '),
    summary,
    description: `Nothing could be written for {{ $value | humanizePercentage }} of the time; over a month ${availability} % are promised.`,
  };
}

function budget(availability: number): number {
  return 1 - availability / 100;
}

function unavailable(facts: ClusterFacts, window: Window): string {
  return series(ratio(window), ...recordsOf(facts));
}

function ratio(window: Window): MetricName {
  return `cluster:postgres_unavailable:ratio_rate${window}`;
}

/**
 * What the alerts above and those of availability read.
 *
 * - primaries: instances that answer and are not in recovery. Once there was one, their absence counts as 0; before, while the cluster is
 *   bootstrapped, it counts as nothing.
 * - writable: whether there is exactly one primary and, where commits wait for synchronous standbys, enough of them are attached.
 *   It is seen as often as Prometheus scrapes, so a shorter outage may be missed or counted as one interval.
 * - unavailable: the share of the whole window, so that a failover in the first hour of a cluster does not weigh like one of all its life.
 *   Time in which Prometheus saw nothing counts as available.
 */
export function recordings(facts: ClusterFacts): Recording[] {
  if (facts.isReplica) return [];
  const pods = instanceMatchers(facts);
  const records = recordsOf(facts);
  const primaries = series('cluster:postgres_primaries:count', ...records);
  const writable = series('cluster:postgres_writable:bool', ...records);
  const answering = `${series('cnpg_pg_replication_in_recovery', ...pods)} == 0 and on (namespace, pod) ${series('cnpg_collector_up', ...pods)} == 1`;
  const counted: Recording = {
    record: 'cluster:postgres_primaries:count',
    expr: `count(${answering}) or on () 0 * last_over_time(${primaries}[3d])`,
  };
  if (facts.objectives.availability === undefined) return [counted];
  return [
    counted,
    { record: 'cluster:postgres_writable:bool', expr: `${waiting(facts, primaries)}${primaries} == bool 1` },
    ...Object.entries(WINDOWS).map(([window, seconds]) => ({
      record: ratio(window as Window),
      expr: `(count_over_time(${writable}[${window}]) - sum_over_time(${writable}[${window}])) / ${seconds / RECORDED_EVERY.toSeconds()}`,
    })),
  ];
}

/** Zero while commits wait. */
function waiting({ synchronous, ...facts }: ClusterFacts, primaries: string): string {
  if (synchronous?.required !== true) return '';
  const attached = series('cnpg_synchronous_standbys_attached', ...instanceMatchers(facts));
  return `0 * ${primaries} and on () max(${attached}) < ${synchronous.number} or `;
}
