import type { AlertLimits } from '../alerts/alert-limits';
import { type ClusterFacts, instanceMatchers } from '../alerts/cluster-facts';
import { series } from '../alerts/promql';
import { limitAt, type Panel, type Section, those } from './panel';

/** How far behind the standbys are, and what holds WAL for them. */
export function replicationSection(facts: ClusterFacts, limits: AlertLimits): Section {
  const pods = instanceMatchers(facts);
  const standbys = `application_name=~"${facts.name}-[0-9]+"`;
  return {
    title: 'Replication',
    lines: [
      those(
        (facts.instances > 1 || facts.isReplica) && lagPanel(facts, limits),
        facts.instances > 1 && {
          title: 'Replication lag, bytes',
          draws: 'lines',
          unit: 'bytes',
          description:
            'WAL that a standby has yet to replay. It grows while time lag is low when a standby receives but does not replay; a slot keeps that WAL on the primary until it overflows and the standby must be made anew.',
          queries: [
            {
              expr: `max by (application_name) (${series('cnpg_pg_stat_replication_replay_diff_bytes', ...pods, standbys)})`,
              legend: '{{application_name}}',
            },
          ],
          steps: limitAt(limits.replicationLagBytes),
          alerts: ['PostgresReplicationLagBytes'],
        },
        {
          title: 'WAL held by slots',
          draws: 'lines',
          unit: 'bytes',
          description:
            'WAL that each replication slot keeps from being removed. A slot that nobody reads fills the volume: drop it when its consumer is gone for good.',
          queries: [
            {
              expr: `max by (pod, slot_name) (${series('cnpg_pg_replication_slots_pg_wal_lsn_diff', ...pods)})`,
              legend: '{{slot_name}} on {{pod}}',
            },
          ],
          steps: limitAt(limits.slotBytes),
          nothing: 'no slots',
          alerts: ['PostgresReplicationSlotHoldsWal'],
        },
      ),
    ],
  };
}

function lagPanel(facts: ClusterFacts, { replicationLag }: AlertLimits): Panel {
  const lag = series('cnpg_pg_replication_lag', ...instanceMatchers(facts));
  const panel = {
    title: 'Replication lag, time',
    draws: 'lines',
    unit: 's',
    queries: [{ expr: `max by (pod) (${lag})`, legend: '{{pod}}' }],
  } as const;
  const shows = 'How long ago the last replayed commit was made, by instance.';
  if (facts.isDelayed) {
    return {
      ...panel,
      description: `${shows} This cluster stays behind on purpose: it is bad when the lag is shorter.`,
    };
  }
  return {
    ...panel,
    description: `${shows} Above ${replicationLag} a failover takes longer than is allowed: look for a long query on the standby, a slow disk, or a burst of WAL.`,
    steps: limitAt(replicationLag.toSeconds()),
    alerts: ['PostgresReplicationLagTime'],
  };
}
