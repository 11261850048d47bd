import type { AlertLimits } from '../alerts/alert-limits';
import { type ClusterFacts, instanceMatchers, recordsOf, volumesOf } from '../alerts/cluster-facts';
import { maxConnections } from '../alerts/connections';
import { series } from '../alerts/promql';
import { streaming } from '../alerts/replication';
import { goodBelow, goodFrom, type Panel, type Section, those } from './panel';

/** Whether the database works, in one look. */
export function stateSection(facts: ClusterFacts, limits: AlertLimits): Section {
  const pods = instanceMatchers(facts);
  const inRecovery = series('cnpg_pg_replication_in_recovery', ...pods);
  const primary: Panel = {
    title: 'Primary',
    draws: 'name',
    description:
      'The instance that takes writes. More than one name means two primaries, none means that nothing can be written: follow the runbook before anything else.',
    queries: [{ expr: `max by (pod) (${inRecovery}) == 0`, legend: '{{pod}}' }],
    nothing: 'none',
    alerts: ['PostgresNoPrimary', 'PostgresTwoPrimaries'],
  };
  const receiver: Panel = {
    title: 'Follows its source',
    draws: 'stat',
    description:
      'Whether an instance streams from the cluster that this one follows. Without a stream it lives on the WAL archive, and is as far behind as that.',
    queries: [{ expr: `max(${series('cnpg_pg_replication_is_wal_receiver_up', ...pods)})`, legend: 'streams' }],
    means: { 0: { text: 'from the archive', colour: 'orange' }, 1: { text: 'streaming', colour: 'green' } },
  };
  const { availability } = facts.objectives;
  return {
    title: 'State',
    lines: [
      those(
        facts.isReplica ? receiver : primary,
        {
          title: 'Instances up',
          draws: 'stat',
          description: `Instances that answer, of ${facts.instances}. Fewer: look at the pods that are missing, and at their events.`,
          queries: [
            { expr: `count(${series('cnpg_collector_up', ...pods)} == 1) or on () vector(0)`, legend: 'instances' },
          ],
          steps: goodFrom(facts.instances),
          alerts: ['PostgresInstanceMissing'],
        },
        !facts.isReplica &&
          facts.instances > 1 && {
            title: 'Standbys streaming',
            draws: 'stat',
            description: `Standbys that stream from the primary, of ${facts.instances - 1}. One that does not cannot take over without loss.`,
            queries: [{ expr: streaming(facts), legend: 'standbys' }],
            steps: goodFrom(facts.instances - 1),
            alerts: ['PostgresStandbyMissing', 'PostgresFailoverQuorumLost'],
          },
        countsSynchronous(facts) && {
          title: 'Synchronous standbys',
          draws: 'stat',
          description: `Standbys that commits wait for; ${facts.synchronous?.number} must be attached. ${facts.synchronous?.required ? 'With fewer, every commit waits: writes stand still.' : 'With fewer, commits are not replicated synchronously, and a failover may lose some.'}`,
          queries: [{ expr: `max(${series('cnpg_synchronous_standbys_attached', ...pods)})`, legend: 'synchronous' }],
          steps: goodFrom(facts.synchronous?.number ?? 1),
          alerts: ['PostgresSynchronousStandbyMissing'],
        },
        availability !== undefined &&
          !facts.isReplica && {
            title: 'Available, last 3 days',
            draws: 'stat',
            unit: 'percentunit',
            decimals: 3,
            description: `Share of the last three days in which writes were possible; ${availability} % are promised over a month. Below that, the month's error budget is being spent faster than it grows: put off risky changes.`,
            queries: [
              {
                expr: `1 - ${series('cluster:postgres_unavailable:ratio_rate3d', ...recordsOf(facts))}`,
                legend: 'available',
              },
            ],
            steps: goodFrom(availability / 100),
            alerts: ['PostgresErrorBudgetBurnsFast', 'PostgresErrorBudgetBurnsSlowly'],
          },
        (facts.instances > 1 || facts.isReplica) &&
          !facts.isDelayed && {
            title: 'Worst lag',
            draws: 'stat',
            unit: 's',
            description: `How long ago the slowest standby's last replayed commit was made. A failover to it takes that long; ${limits.replicationLag} are allowed.`,
            queries: [{ expr: `max(${series('cnpg_pg_replication_lag', ...pods)})`, legend: 'lag' }],
            steps: goodBelow(limits.replicationLag.toSeconds()),
            alerts: ['PostgresReplicationLagTime'],
          },
        {
          title: 'Connections used',
          draws: 'stat',
          unit: 'percentunit',
          description: `Connections of the busiest instance, of ${maxConnections(facts)}. At 100 % new ones are refused: find who holds them below, and put a pooler in front rather than raise \`max_connections\`.`,
          queries: [{ expr: `max(${connectionsUsed(facts)}) / ${maxConnections(facts)}`, legend: 'used' }],
          steps: goodBelow(limits.connections),
          alerts: ['PostgresConnectionsNearLimit'],
        },
        {
          title: 'Fullest volume',
          draws: 'stat',
          unit: 'percentunit',
          description:
            'Use of the fullest volume. PostgreSQL stops when it cannot write: grow the volume before it is full, and never delete files in `pg_wal`.',
          queries: [{ expr: `max(${volumeUse(facts, 'all')})`, legend: 'used' }],
          steps: goodBelow(1 - limits.volumeFree),
          alerts: ['PostgresVolumeNearlyFull'],
        },
      ),
      [
        {
          title: 'Roles',
          draws: 'states',
          description:
            'Which instance was the primary when. A gap is an instance that did not answer; a change of roles is a switchover or a failover. Several within an hour are a loop: something kills each new primary.',
          queries: [{ expr: `max by (pod) (${inRecovery})`, legend: '{{pod}}' }],
          means: { 0: { text: 'primary', colour: 'green' }, 1: { text: 'standby', colour: 'blue' } },
          alerts: ['PostgresSwitchoverLoop', 'PostgresInstanceRestarting'],
        },
      ],
    ],
  };
}

/** Connections by instance, without the standbys', which are counted elsewhere. */
export function connectionsUsed(facts: ClusterFacts): string {
  return `sum by (pod) (${series('cnpg_backends_total', ...instanceMatchers(facts), 'usename!="streaming_replica"')})`;
}

/** Share of each volume that is in use. */
export function volumeUse(facts: ClusterFacts, which: 'data' | 'wal' | 'all'): string {
  const bytes = (what: 'available' | 'capacity') =>
    `max by (persistentvolumeclaim) (${series(`kubelet_volume_stats_${what}_bytes`, ...volumesOf(facts, which))})`;
  return `1 - ${bytes('available')} / ${bytes('capacity')}`;
}

/** CNPG's own queries do not tell which standbys commits wait for: a custom query does. */
function countsSynchronous({ synchronous, isReplica, customMetrics }: ClusterFacts): boolean {
  return synchronous !== undefined && !isReplica && customMetrics.includes('cnpg_synchronous_standbys_attached');
}
