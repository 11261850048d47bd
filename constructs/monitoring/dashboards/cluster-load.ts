import type { AlertLimits } from '../alerts/alert-limits';
import { type ClusterFacts, instanceMatchers } from '../alerts/cluster-facts';
import { maxConnections } from '../alerts/connections';
import { series } from '../alerts/promql';
import { connectionsUsed } from './cluster-state';
import { limitAt, RATE, type Section } from './panel';

/** What clients do to the server. */
export function loadSection(facts: ClusterFacts, limits: AlertLimits): Section {
  const pods = instanceMatchers(facts);
  const most = maxConnections(facts);
  const blocks = (what: 'hit' | 'read') =>
    `sum by (pod) (rate(${series(`cnpg_pg_stat_database_blks_${what}`, ...pods)}${RATE}))`;
  const transactions = (how: 'commit' | 'rollback') =>
    `sum by (pod) (rate(${series(`cnpg_pg_stat_database_xact_${how}`, ...pods)}${RATE}))`;
  return {
    title: 'Load',
    lines: [
      [
        {
          title: 'Connections',
          draws: 'lines',
          description: `Connections of each instance; \`max_connections\` is ${most}, and the line is where the alert begins. A steady climb is a leak in an application; a jump is a deployment or a retry storm.`,
          queries: [{ expr: connectionsUsed(facts), legend: '{{pod}}' }],
          steps: limitAt(limits.connections * most),
          alerts: ['PostgresConnectionsNearLimit'],
        },
        {
          title: 'Connections by state',
          draws: 'stack',
          description:
            'What the connections of all instances do. Many `idle in transaction` hold locks and keep vacuum from its work: the application forgets to commit. Many `active` at once wait for CPU or disk.',
          queries: [
            {
              expr: `sum by (state) (${series('cnpg_backends_total', ...pods, 'usename!="streaming_replica"')})`,
              legend: '{{state}}',
            },
          ],
        },
        {
          title: 'Transactions',
          draws: 'lines',
          unit: 'ops',
          description:
            'Transactions each second. A sudden drop is an outage that clients feel; rollbacks that rise are errors of an application.',
          queries: [
            { expr: transactions('commit'), legend: '{{pod}} committed' },
            { expr: transactions('rollback'), legend: '{{pod}} rolled back' },
          ],
        },
      ],
      [
        {
          title: 'Longest transaction',
          draws: 'lines',
          unit: 's',
          description: `The oldest open transaction by instance and state. From ${limits.transaction} on nothing it may still see is vacuumed: find it in \`pg_stat_activity\`, and end it with \`pg_terminate_backend\`.`,
          queries: [
            {
              expr: `max by (pod, state) (${series('cnpg_backends_max_tx_duration_seconds', ...pods, 'state!="idle"')})`,
              legend: '{{pod}} {{state}}',
            },
          ],
          steps: limitAt(limits.transaction.toSeconds()),
          alerts: ['PostgresLongTransaction'],
        },
        {
          title: 'Waiting for locks',
          draws: 'lines',
          description:
            'Sessions that wait for a lock of another one. More than a few for more than a minute: find the head of the queue with `pg_blocking_pids`; often it is a migration behind a long transaction.',
          queries: [{ expr: `max by (pod) (${series('cnpg_backends_waiting_total', ...pods)})`, legend: '{{pod}}' }],
        },
        {
          title: 'Deadlocks, in 15 minutes',
          draws: 'lines',
          description:
            'Transactions that PostgreSQL ended because they waited for each other. The log names both statements; let the application lock in one order.',
          queries: [
            {
              expr: `sum by (datname) (increase(${series('cnpg_pg_stat_database_deadlocks', ...pods, 'datname!=""')}[15m]))`,
              legend: '{{datname}}',
            },
          ],
          steps: limitAt(limits.deadlocks),
          alerts: ['PostgresDeadlocks'],
        },
      ],
      [
        {
          title: 'Cache hits',
          draws: 'lines',
          unit: 'percentunit',
          description:
            'Share of blocks that were found in `shared_buffers`. Below 95 % for long, reads go to the disk or the kernel: look for new sequential scans first, then at `shared_buffers`.',
          queries: [{ expr: `${blocks('hit')} / (${blocks('hit')} + ${blocks('read')})`, legend: '{{pod}}' }],
        },
        {
          title: 'Temporary files',
          draws: 'lines',
          unit: 'Bps',
          description:
            'What sorts and joins write because it does not fit into `work_mem`. Find the statement with `log_temp_files`; raise `work_mem` for its role alone.',
          queries: [
            {
              expr: `sum by (datname) (rate(${series('cnpg_pg_stat_database_temp_bytes', ...pods, 'datname!=""')}${RATE}))`,
              legend: '{{datname}}',
            },
          ],
        },
      ],
    ],
  };
}
