import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup } from './alert';
import { type ClusterFacts, instanceMatchers, podsOf } from './cluster-facts';
import { series } from './promql';

/** PostgreSQL's own default, which CNPG leaves. */
const MAX_CONNECTIONS = '100';

/** Connections of the server and of its pools. */
export const connectionAlerts = {
  PostgresConnectionsNearLimit(facts, { connections }): Alert {
    const most = maxConnections(facts);
    // Streaming standbys are counted against max_wal_senders.
    const backends = series('cnpg_backends_total', ...instanceMatchers(facts), 'usename!="streaming_replica"');
    return {
      severity: 'warning',
      for: Duration.minutes(5),
      expr: `sum by (namespace, pod) (${backends}) / ${most} > ${connections}`,
      summary: 'Connections are near their limit',
      description: `{{ $value | humanizePercentage }} of the ${most} connections of {{ $labels.pod }} are in use.`,
    };
  },

  PostgresPoolClientsNearLimit(facts, { connections }) {
    if (facts.poolers.length === 0) return undefined;
    const terms = facts.poolers.map(
      (pooler) =>
        `${series('cnpg_pgbouncer_lists_used_clients', ...podsOf(facts, pooler))} / ${pooler.maxClients} > ${connections}`,
    );
    return {
      severity: 'warning',
      for: Duration.minutes(5),
      expr: terms.join(' or '),
      summary: 'Clients of a pool are near their limit',
      description: '{{ $value | humanizePercentage }} of the clients that {{ $labels.pod }} may have are connected.',
    };
  },

  PostgresPoolClientsWaiting(facts, { poolWait }) {
    if (facts.poolers.length === 0) return undefined;
    const terms = facts.poolers.map(
      (pooler) => `${series('cnpg_pgbouncer_pools_maxwait', ...podsOf(facts, pooler))} > ${poolWait.toSeconds()}`,
    );
    return {
      severity: 'warning',
      for: Duration.minutes(3),
      expr: terms.join(' or '),
      summary: 'Clients wait for a connection of the pool',
      description:
        'A client of {{ $labels.user }} has waited {{ $value | humanizeDuration }} for a connection to {{ $labels.database }} in {{ $labels.pod }}.',
    };
  },

  PostgresPoolerDown(facts) {
    if (facts.poolers.length === 0) return undefined;
    const terms = facts.poolers.map((pooler) => {
      const up = `count(${series('cnpg_pgbouncer_up', ...podsOf(facts, pooler))} == 1) or on () vector(0)`;
      return `label_replace((${up}) < ${pooler.instances}, "pooler", "${pooler.name}", "", "")`;
    });
    return {
      severity: 'warning',
      for: Duration.minutes(5),
      expr: terms.join(' or '),
      summary: 'A pod of a pooler is missing',
      description: '{{ $value }} pods of pooler {{ $labels.pooler }} answer, fewer than are declared.',
    };
  },
} as const satisfies AlertGroup;

/** How many connections each instance takes. */
export function maxConnections({ parameters }: ClusterFacts): number {
  return Number(parameters.max_connections ?? MAX_CONNECTIONS);
}
