import { field, show } from '../../../manifests/object/json';
import { PARAMETERS } from '../../../manifests/postgres/server-parameters';
import { parsePostgresBoolean } from '../server/go-values';
import { FIXED_PARAMETERS } from './parameters';
import { postgresSize } from './postgres-size';
import { SINCE_1_28_4 } from './since';
import type { ClusterRule } from './webhook-rule';

const NAME = /^[A-Za-z_][A-Za-z0-9_$]*(?:\.[A-Za-z_][A-Za-z0-9_$]*)?$/;
const LEVELS = ['logical', 'replica', 'minimal'];

/** CNPG does not check the configuration of an image of unknown version. */
function configured(rule: Omit<ClusterRule, 'on'>): ClusterRule {
  return {
    ...rule,
    on: 'both',
    check(cluster, tell, context) {
      if (cluster.major !== undefined) rule.check(cluster, tell, context);
    },
  };
}

/** Whether wal_level is minimal, and something needs more. */
function lacksWal({ effectiveParameters: own, instances, isReplica }: Parameters<ClusterRule['check']>[0]): boolean {
  return own.wal_level === 'minimal' && (instances > 1 || own.archive_mode !== 'off' || isReplica);
}

/** PostgreSQL parameters. */
export const parameterRules: readonly ClusterRule[] = [
  configured({
    id: 'cluster-parameter-name',
    says: 'The name of a parameter is an identifier, or two with a dot',
    operator: SINCE_1_28_4,
    check(cluster, tell) {
      for (const name of Object.keys(cluster.parameters)) {
        if (NAME.test(name)) continue;
        const fix =
          'use letters, digits, _ and $, starting with a letter or _, and one dot after the name of an extension';
        // The server writes an empty key like this, too.
        const path = name === '' ? `${PARAMETERS}[]` : `${PARAMETERS}.${name}`;
        tell(path, `${show(name)} is not the name of a parameter`, fix);
      }
    },
  }),
  configured({
    id: 'cluster-parameter-fixed',
    says: 'Parameters of the operator keep its values',
    check(cluster, tell) {
      const own = cluster.effectiveParameters;
      for (const [name, value] of Object.entries(cluster.parameters)) {
        if (!FIXED_PARAMETERS.has(name) || field(own, name) === value) continue;
        tell(
          `${PARAMETERS}.${name}`,
          `${show(value)} is set, but this parameter belongs to the operator`,
          `remove ${name}`,
        );
      }
    },
  }),
  configured({
    id: 'cluster-wal-level',
    says: 'wal_level is logical, replica or minimal',
    check(cluster, tell) {
      const level = cluster.effectiveParameters.wal_level ?? '';
      if (LEVELS.includes(level)) return;
      tell(`${PARAMETERS}.wal_level`, `${show(level)} is not a WAL level`, `write one of ${LEVELS.join(', ')}`);
    },
  }),
  configured({
    id: 'cluster-wal-level-minimal',
    says: 'wal_level minimal is for a single instance without archive and replica mode',
    check(cluster, tell) {
      if (!lacksWal(cluster)) return;
      const why =
        cluster.instances > 1 ? `${cluster.instances} instances` : cluster.isReplica ? 'replica mode' : 'WAL archiving';
      const alone =
        '; a single instance can do without archive: cnpg.io/skipWalArchiving: enabled, max_wal_senders: "0"';
      const fix = `use replica or logical${cluster.instances > 1 || cluster.isReplica ? '' : alone}`;
      tell(`${PARAMETERS}.wal_level`, `"minimal" writes too little WAL for ${why}`, fix);
    },
  }),
  configured({
    id: 'cluster-wal-level-minimal-senders',
    says: 'wal_level minimal needs max_wal_senders 0',
    check(cluster, tell) {
      const own = cluster.effectiveParameters;
      // The webhook says both. Where the level itself is wrong, no sender has to go.
      if (own.wal_level !== 'minimal' || own.max_wal_senders === '0' || lacksWal(cluster)) return;
      const given = show(own.max_wal_senders ?? 'unset');
      tell(`${PARAMETERS}.max_wal_senders`, `is ${given}, but wal_level is minimal`, 'write max_wal_senders: "0"');
    },
  }),
  configured({
    id: 'cluster-shared-buffers',
    says: 'shared_buffers is a size',
    check(cluster, tell) {
      const value = cluster.parameter('shared_buffers') ?? '';
      if (value === '' || postgresSize(value) !== undefined) return;
      tell(`${PARAMETERS}.shared_buffers`, `${show(value)} is not a PostgreSQL size`, SIZE);
    },
  }),
  configured(boolean('cluster-hot-standby-feedback', 'hot_standby_feedback')),
  configured(boolean('cluster-sync-replication-slots', 'sync_replication_slots')),
  configured(boolean('cluster-wal-log-hints', 'wal_log_hints')),
  configured({
    id: 'cluster-wal-log-hints-off',
    says: 'wal_log_hints is on if there are replicas',
    check(cluster, tell) {
      const value = cluster.parameter('wal_log_hints');
      if (value === undefined || cluster.instances < 2 || parsePostgresBoolean(value) !== false) return;
      const message = `${show(value)} is set with ${cluster.instances} instances: pg_rewind needs the hints after a failover`;
      tell(`${PARAMETERS}.wal_log_hints`, message, 'remove it, or write "on"');
    },
  }),
];

export const SIZE = 'write a number with kB, MB, GB or TB, such as 512MB (case matters)';

function boolean(id: string, name: string): Omit<ClusterRule, 'on'> {
  return {
    id,
    says: `${name} is a boolean of PostgreSQL`,
    check(cluster, tell) {
      const value = cluster.parameter(name);
      if (value === undefined || parsePostgresBoolean(value) !== undefined) return;
      tell(`${PARAMETERS}.${name}`, `${show(value)} is not a boolean`, 'write "on" or "off"');
    },
  };
}
