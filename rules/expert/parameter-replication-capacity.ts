import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { countParameter, givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const parameterReplicationCapacity: Rule = {
  id: 'parameter-replication-capacity',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Each replica uses one walsender and one replication slot of the primary, and a new replica needs two walsenders while it is copied.
With fewer, replicas cannot attach: after the first failover the Cluster has no standby.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-WAL-SENDERS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {parameters: {max_wal_senders: "2"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, postgresql: {parameters: {max_wal_senders: "10"}}}
`,
  check(manifest, { report }) {
    const instances = instancesOf(manifest);
    const given = givenParameters(manifest);
    const needs = [
      // Every replica takes one, and the one that is being copied takes two.
      { name: 'max_wal_senders', least: instances },
      { name: 'max_replication_slots', least: instances - 1 },
    ];
    for (const { name, least } of needs) {
      const count = countParameter(manifest, name);
      if (given[name] === undefined || count === undefined || instances < 2 || count >= least) continue;
      report({
        path: `${PARAMETERS}.${name}`,
        message: `${name} is ${count}, and ${instances} instances need at least ${least}: a replica cannot attach`,
        fix: `set ${name} to ${Math.max(10, least + 5)}, which also leaves room for backups and subscriptions`,
      });
    }
  },
};
