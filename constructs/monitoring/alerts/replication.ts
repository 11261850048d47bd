import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup } from './alert';
import { type ClusterFacts, instanceMatchers } from './cluster-facts';
import { onPrimary } from './primary';
import { series } from './promql';

/** Standbys, and the slots that hold WAL for them. */
export const replicationAlerts = {
  PostgresReplicationLagBytes(facts, { replicationLagBytes }) {
    if (facts.instances < 2) return undefined;
    const behind = series('cnpg_pg_stat_replication_replay_diff_bytes', ...ofStandbys(facts));
    return {
      severity: 'warning',
      for: Duration.minutes(10),
      expr: `max by (namespace, application_name) (${behind}) > ${replicationLagBytes}`,
      summary: 'A standby is far behind in bytes',
      description: 'Standby {{ $labels.application_name }} has {{ $value | humanize1024 }}B of WAL to replay.',
    };
  },

  PostgresReplicationLagTime(facts, { replicationLag }) {
    if (facts.isDelayed || (facts.instances < 2 && !facts.isReplica)) return undefined;
    return {
      severity: 'warning',
      for: Duration.minutes(5),
      expr: `${series('cnpg_pg_replication_lag', ...instanceMatchers(facts))} > ${replicationLag.toSeconds()}`,
      summary: 'A standby is far behind in time',
      description: `Standby {{ $labels.pod }} replays what was committed {{ $value | humanizeDuration }} ago; a failover would wait for it, and ${replicationLag} are allowed.`,
    };
  },

  PostgresStandbyMissing(facts) {
    if (facts.instances < 2 || facts.isReplica) return undefined;
    // Where the quorum needs every standby, PostgresFailoverQuorumLost says the same, and more.
    if (facts.synchronous?.failoverQuorum === true && facts.synchronous.number === 1) return undefined;
    return {
      severity: 'warning',
      for: Duration.minutes(15),
      expr: `${streaming(facts)} < ${facts.instances - 1}`,
      summary: 'A standby does not stream',
      description: `{{ $value }} of ${facts.instances - 1} standbys stream from the primary.`,
    };
  },

  PostgresSynchronousStandbyMissing(facts): Alert | undefined {
    if (facts.synchronous === undefined || facts.isReplica) return undefined;
    const { number, required } = facts.synchronous;
    const attached = series('cnpg_synchronous_standbys_attached', ...instanceMatchers(facts));
    return {
      severity: required ? 'critical' : 'warning',
      for: required ? Duration.minutes(1) : Duration.minutes(10),
      expr: `max(${attached}) < ${number}`,
      summary: required ? 'Writes wait for a synchronous standby' : 'Commits are not replicated synchronously',
      description: `{{ $value }} of ${number} synchronous standbys are attached: ${required ? 'commits wait until there are enough.' : 'a failover now may lose acknowledged commits.'}`,
    };
  },

  PostgresFailoverQuorumLost(facts) {
    if (facts.synchronous?.failoverQuorum !== true || facts.isReplica) return undefined;
    // CNPG promotes when the reachable standbys and the synchronous ones are more than all standbys together.
    const needed = facts.instances - facts.synchronous.number;
    return {
      severity: 'critical',
      for: Duration.minutes(15),
      expr: `${streaming(facts)} < ${needed}`,
      summary: 'No failover would happen',
      description: `{{ $value }} standbys stream, and the failover quorum needs ${needed}: if the primary failed now, none would be promoted.`,
    };
  },

  PostgresReplicationSlotHoldsWal(facts, { slotBytes }): Alert {
    const held = series('cnpg_pg_replication_slots_pg_wal_lsn_diff', ...instanceMatchers(facts));
    return {
      severity: 'warning',
      for: Duration.minutes(10),
      expr: `max by (namespace, pod, slot_name) (${held}) > ${slotBytes}`,
      summary: 'A replication slot holds much WAL',
      description: 'Slot {{ $labels.slot_name }} on {{ $labels.pod }} holds {{ $value | humanize1024 }}B of WAL.',
    };
  },
} as const satisfies AlertGroup;

/**
 * How many standbys stream. `streaming_replicas` counts everything that reads WAL, logical subscribers, replica clusters and the
 * `pg_basebackup` of a join among them: it tells only that the primary answers, and is 0 where no series is of a standby.
 */
export function streaming(facts: ClusterFacts): string {
  const standbys = onPrimary(facts, series('cnpg_pg_stat_replication_replay_diff_bytes', ...ofStandbys(facts)));
  const answers = onPrimary(facts, series('cnpg_pg_replication_streaming_replicas', ...instanceMatchers(facts)));
  return `(count(count by (application_name) (${standbys})) or 0 * max(${answers}))`;
}

function ofStandbys(facts: ClusterFacts): string[] {
  return [...instanceMatchers(facts), `application_name=~"${facts.name}-[0-9]+"`];
}
