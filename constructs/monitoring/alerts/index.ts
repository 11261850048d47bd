import type { Alert, AlertOf } from './alert';
import type { AlertLimits } from './alert-limits';
import { archiveAlerts } from './archive';
import { availabilityAlerts } from './availability-alerts';
import type { ClusterFacts } from './cluster-facts';
import { connectionAlerts } from './connections';
import { metricsMissing, monitoringAlerts } from './monitoring';
import { objectiveAlerts } from './objective';
import { replicationAlerts } from './replication';
import { securityAlerts } from './security';
import { storageAlerts } from './storage-alerts';
import { transactionAlerts } from './transactions';

/** All alerts of a cluster, by the group of rules that they are in. */
const GROUPS = {
  archive: archiveAlerts,
  storage: storageAlerts,
  replication: replicationAlerts,
  availability: availabilityAlerts,
  objective: objectiveAlerts,
  connections: connectionAlerts,
  transactions: transactionAlerts,
  security: securityAlerts,
  monitoring: monitoringAlerts,
} as const;

type NamesIn<Groups> =
  Groups extends Readonly<Record<string, infer Group>> ? (Group extends unknown ? keyof Group : never) : never;

/** The name of an alert for a cluster, and of its page in `docs/runbooks/`. */
export type ClusterAlertName = NamesIn<typeof GROUPS> | 'PostgresMetricsMissing';

/** An alert with its name. */
export type NamedAlert<Name extends string = string> = Alert & { readonly name: Name };

/** All names, in the order of the groups. */
export const CLUSTER_ALERTS: readonly ClusterAlertName[] = [
  ...Object.values(GROUPS).flatMap((group) => Object.keys(group) as ClusterAlertName[]),
  'PostgresMetricsMissing',
];

/** What makes sense for a cluster, by group. */
export function alertsFor(
  facts: ClusterFacts,
  limits: AlertLimits,
  excluded: readonly ClusterAlertName[] = [],
): ReadonlyMap<string, readonly NamedAlert<ClusterAlertName>[]> {
  if (facts.isHibernated) return new Map();
  const groups = new Map<string, NamedAlert<ClusterAlertName>[]>();
  for (const [group, alerts] of Object.entries<Readonly<Record<string, AlertOf>>>(GROUPS)) {
    const made = Object.entries(alerts).flatMap(([name, alertOf]) => {
      const alert = alertOf(facts, limits);
      return alert === undefined ? [] : [{ name: name as ClusterAlertName, ...alert }];
    });
    const wanted = made.filter(({ name }) => !excluded.includes(name));
    if (wanted.length > 0) groups.set(group, wanted);
  }
  const missing = metricsMissing([...groups.values()].flat().map(({ expr }) => expr));
  if (missing !== undefined && !excluded.includes('PostgresMetricsMissing')) {
    groups.set('monitoring', [...(groups.get('monitoring') ?? []), { name: 'PostgresMetricsMissing', ...missing }]);
  }
  return groups;
}
