import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup } from './alert';
import { type ClusterFacts, instanceMatchers } from './cluster-facts';
import { series } from './promql';

/** What sessions do to the server. */
export const transactionAlerts = {
  PostgresLongTransaction(facts, { transaction }): Alert {
    const open = series('cnpg_backends_max_tx_duration_seconds', ...instanceMatchers(facts), 'state!="idle"');
    return {
      severity: 'warning',
      for: Duration.minutes(1),
      expr: `max by (namespace, pod, datname, usename, state) (${open}) > ${transaction.toSeconds()}`,
      summary: 'A transaction is open for long',
      description:
        'A transaction of {{ $labels.usename }} in {{ $labels.datname }} on {{ $labels.pod }} ({{ $labels.state }}) has been open for {{ $value | humanizeDuration }}: nothing that it may still see is vacuumed.',
    };
  },

  PostgresWraparoundNear(facts, { transactionAge, multixactAge }): Alert {
    const age = (metric: 'cnpg_pg_database_xid_age' | 'cnpg_pg_database_mxid_age', limit: number) =>
      `max by (namespace, datname) (${series(metric, ...instanceMatchers(facts))}) > ${limit}`;
    return {
      severity: 'critical',
      for: Duration.minutes(15),
      expr: `${age('cnpg_pg_database_xid_age', transactionAge)} or ${age('cnpg_pg_database_mxid_age', multixactAge)}`,
      summary: 'Vacuum does not keep up with the age of transactions',
      description:
        'The oldest transaction or multixact of database {{ $labels.datname }} is {{ $value | humanize }} old; at 2.1G PostgreSQL refuses writes.',
    };
  },

  PostgresDeadlocks(facts, { deadlocks }): Alert {
    const counted = series('cnpg_pg_stat_database_deadlocks', ...instanceMatchers(facts));
    return {
      severity: 'warning',
      expr: `sum by (namespace, datname) (increase(${counted}[15m])) > ${deadlocks}`,
      summary: 'Transactions deadlock',
      description: '{{ $value | humanize }} deadlocks in database {{ $labels.datname }} in 15 minutes.',
    };
  },

  PostgresCheckpointPressure(facts, { requestedCheckpoints }): Alert {
    const view = checkpointsOf(facts);
    const asked = `increase(${series(`${view}_req`, ...instanceMatchers(facts))}[1h])`;
    const timed = `increase(${series(`${view}_timed`, ...instanceMatchers(facts))}[1h])`;
    return {
      severity: 'warning',
      for: Duration.minutes(15),
      expr: `${asked} > ${requestedCheckpoints} and ${asked} > ${timed}`,
      summary: 'WAL forces checkpoints before their time',
      description: '{{ $value | humanize }} checkpoints of {{ $labels.pod }} in an hour did not wait for their time.',
    };
  },
} as const satisfies AlertGroup;

/** Where checkpoints are counted, as `_req` and `_timed`: PostgreSQL 17 gave them a view of their own. */
export function checkpointsOf({ major }: Pick<ClusterFacts, 'major'>) {
  return major >= 17 ? 'cnpg_pg_stat_checkpointer_checkpoints' : 'cnpg_pg_stat_bgwriter_checkpoints';
}
