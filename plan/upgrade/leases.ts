import { manifestName } from '../../manifests/object/identity';
import { at, list, type Manifest, record, texts } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { UpgradeEffect } from '../engine/change';
import { namesOf } from '../engine/object-names';
import type { Behaviour } from './upgrade-context';

const CLUSTER_ROLE = 'rbac.authorization.k8s.io/ClusterRole';
const ROLE = 'rbac.authorization.k8s.io/Role';
const VERBS = ['create', 'get', 'list', 'update', 'watch'];

/** An instance is promoted only with a Lease in its namespace, which the operator must be allowed. Chart and manifest bring the rule. */
export const primaryLeases: Behaviour = {
  since: [{ version: '1.30.0' }],
  effects({ index, to }): UpgradeEffect[] {
    const [role] = operatorRoles(index);
    const granted = new Set(operatorRoles(index).flatMap(leaseVerbs));
    const missing = granted.has('*') ? [] : VERBS.filter((verb) => !granted.has(verb));
    if (role === undefined || missing.length === 0) return [];
    return [
      {
        object: manifestName(role),
        impact: 'outage',
        reason: `it does not allow ${missing.join(', ')} on leases of coordination.k8s.io: with CloudNativePG ${to} no primary can be promoted, in no failover and no switchover`,
        before: `a rule with apiGroups: [coordination.k8s.io], resources: [leases], verbs: [${VERBS.join(', ')}] in it`,
      },
    ];
  },
  notes({ clusters }) {
    const replicated = clusters.filter((cluster) => Number(at(cluster, 'spec.instances') ?? 1) > 1);
    if (replicated.length === 0) return [];
    return [
      `a standby of ${namesOf(replicated)} is promoted when the Lease of a lost primary has not changed for 15 s: a failover without a shutdown takes up to 16 s more, or what spec.primaryLease says`,
    ];
  },
};

/** The roles that let somebody write the status of Clusters: only the operator and its instance managers do, and it makes those itself. */
function operatorRoles(index: Index): Manifest[] {
  return [CLUSTER_ROLE, ROLE]
    .flatMap((kind) => index.all(kind))
    .filter((role) => rulesOf(role, 'postgresql.cnpg.io', 'clusters/status').some((verb) => verb !== 'get'));
}

function leaseVerbs(role: Manifest): string[] {
  return rulesOf(role, 'coordination.k8s.io', 'leases');
}

function rulesOf(role: Manifest, group: string, resource: string): string[] {
  return list(at(role, 'rules'))
    .map(record)
    .filter(({ apiGroups, resources }) => has(apiGroups, group) && has(resources, resource))
    .flatMap(({ verbs }) => texts(verbs));
}

function has(names: unknown, name: string): boolean {
  return texts(names).some((each) => each === name || each === '*');
}
