import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup } from './alert';
import { instanceMatchers, recordsOf } from './cluster-facts';
import { series } from './promql';

/** Whether there is one primary, and instances that stay. */
export const availabilityAlerts = {
  PostgresNoPrimary(facts, { noPrimary }) {
    if (facts.isReplica) return undefined;
    return {
      severity: 'critical',
      for: noPrimary,
      expr: `${series('cluster:postgres_primaries:count', ...recordsOf(facts))} == 0`,
      summary: 'No primary: nothing can be written',
      description: `No instance has been a primary that answers for ${noPrimary}.`,
    };
  },

  PostgresTwoPrimaries(facts) {
    if (facts.isReplica || facts.instances < 2) return undefined;
    return {
      severity: 'critical',
      for: Duration.minutes(2),
      expr: `${series('cluster:postgres_primaries:count', ...recordsOf(facts))} > 1`,
      summary: 'More than one primary',
      description: '{{ $value }} instances take themselves for the primary: what one of them accepts will be lost.',
    };
  },

  PostgresInstanceMissing(facts): Alert {
    return {
      severity: 'warning',
      for: Duration.minutes(15),
      expr: `(count(${series('cnpg_collector_up', ...instanceMatchers(facts))} == 1) or on () vector(0)) < ${facts.instances}`,
      summary: 'An instance is missing',
      description: `{{ $value }} of ${facts.instances} instances answer.`,
    };
  },

  PostgresInstanceRestarting(facts, { restarts }): Alert {
    // By pod: a pod that is created again has another address, and its series would start again too.
    const start = `max by (namespace, pod) (${series('cnpg_pg_postmaster_start_time', ...instanceMatchers(facts))})`;
    return {
      severity: 'warning',
      expr: `changes(${start}[1h:1m]) > ${restarts}`,
      summary: 'An instance restarts again and again',
      description: 'PostgreSQL on {{ $labels.pod }} started {{ $value }} times in an hour.',
    };
  },

  PostgresSwitchoverLoop(facts, { promotions }) {
    if (facts.isReplica || facts.instances < 2) return undefined;
    const role = `max by (namespace, pod) (${series('cnpg_pg_replication_in_recovery', ...instanceMatchers(facts))})`;
    return {
      severity: 'critical',
      // Every promotion is a step from 1, in recovery, to 0.
      expr: `sum(resets(${role}[1h:1m])) > ${promotions}`,
      summary: 'The primary changes again and again',
      description: '{{ $value }} promotions in an hour.',
    };
  },
} as const satisfies AlertGroup;
