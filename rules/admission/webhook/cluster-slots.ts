import { show } from '../../../manifests/object/json';
import { PARAMETERS } from '../../../manifests/postgres/server-parameters';
import { isGoRegexp } from '../server/go-regexp';
import { parsePostgresBoolean } from '../server/go-values';
import type { ClusterView } from './cluster-view';
import type { ClusterRule } from './webhook-rule';

const SLOTS = 'replicationSlots';
const DECODING = `${SLOTS}.highAvailability.synchronizeLogicalDecoding`;
const TURN_ON = 'write "on"';

/** Replication slots, and logical decoding across a failover. */
export const slotRules: readonly ClusterRule[] = [
  {
    id: 'cluster-failover-slots-feedback',
    says: 'pg_failover_slots needs hot_standby_feedback',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.usesFailoverSlotsExtension() || isParameterOn(cluster, 'hot_standby_feedback')) return;
      tell(`${PARAMETERS}.hot_standby_feedback`, 'is not on, but pg_failover_slots needs it', TURN_ON);
    },
  },
  {
    id: 'cluster-failover-slots-section',
    says: 'pg_failover_slots needs replication slots',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.usesFailoverSlotsExtension() || cluster.has(SLOTS)) return;
      tell(`spec.${SLOTS}`, 'is missing, but pg_failover_slots needs it', 'add replicationSlots.highAvailability');
    },
  },
  {
    id: 'cluster-failover-slots-high-availability',
    says: 'pg_failover_slots needs slots for the replicas',
    on: 'both',
    check(cluster, tell) {
      const path = `${SLOTS}.highAvailability`;
      if (!cluster.usesFailoverSlotsExtension() || !cluster.has(SLOTS)) return;
      if (cluster.has(path) && cluster.isOn(`${path}.enabled`)) return;
      tell(`spec.${path}`, 'is off, but pg_failover_slots needs it', `write ${path}.enabled: true`);
    },
  },
  {
    id: 'cluster-slots-exclude-patterns',
    says: 'excludePatterns are Go regular expressions',
    on: 'both',
    check(cluster, tell) {
      const used =
        cluster.isOn(`${SLOTS}.synchronizeReplicas.enabled`) || cluster.isOn(`${SLOTS}.highAvailability.enabled`);
      if (!used) return;
      const path = `${SLOTS}.synchronizeReplicas.excludePatterns`;
      const wrong = cluster.list(path).filter((pattern) => typeof pattern === 'string' && !isGoRegexp(pattern));
      if (wrong.length === 0) return;
      const fix = 'write expressions of the RE2 syntax, which has no look-around and no back-references';
      tell(`spec.${path}`, `${wrong.map(show).join(', ')} does not compile`, fix);
    },
  },
  {
    id: 'cluster-logical-decoding-extension',
    says: 'Logical decoding across a failover needs pg_failover_slots below PostgreSQL 17',
    on: 'both',
    check(cluster, tell) {
      const { major } = cluster;
      if (!decodes(cluster) || major === undefined || major >= 17) return;
      const message = `is on, but PostgreSQL ${major} needs the extension pg_failover_slots for it`;
      tell(`spec.${DECODING}`, message, 'set a parameter pg_failover_slots.*, or use PostgreSQL 17 or newer');
    },
  },
  decoding('cluster-logical-decoding-feedback', 'hot_standby_feedback'),
  decoding('cluster-logical-decoding-slot-sync', 'sync_replication_slots'),
];

function decoding(id: string, name: string): ClusterRule {
  return {
    id,
    says: `Logical decoding across a failover needs ${name} from PostgreSQL 17 on`,
    on: 'both',
    check(cluster, tell) {
      const { major } = cluster;
      if (!decodes(cluster) || major === undefined || major < 17 || isParameterOn(cluster, name)) return;
      tell(`${PARAMETERS}.${name}`, 'is not on, but synchronizeLogicalDecoding needs it', TURN_ON);
    },
  };
}

function decodes(cluster: ClusterView): boolean {
  return cluster.get(DECODING) === true && !cluster.usesFailoverSlotsExtension();
}

function isParameterOn(cluster: ClusterView, name: string): boolean {
  return parsePostgresBoolean(cluster.parameter(name) ?? '') === true;
}
