import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { connectionsOf, freeConnectionsOf } from '../../manifests/cnpg/pooler';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import { countParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const poolerConnections: Rule = {
  id: 'pooler-connections',
  severity: 'warning',
  level: 'production',
  kinds: [Kind.CLUSTER],
  why: `Each instance of a Pooler opens up to \`default_pool_size\` connections (20) for each pair of user and database. When the sum over
all instances of all Poolers exceeds what max_connections leaves after the reserved connections, clients get "too many clients already"
under load, and so does an administrator who wants to investigate. This rule counts one pair of user and database.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/connection_pooling/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {max_connections: "100"}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pooler, namespace: shop}
spec: {cluster: {name: shop-db}, type: rw, instances: 3, pgbouncer: {parameters: {default_pool_size: "50"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {max_connections: "100"}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pooler, namespace: shop}
spec: {cluster: {name: shop-db}, type: rw, instances: 3, pgbouncer: {parameters: {default_pool_size: "25"}}}
`,
  check(manifest, { index, report }) {
    const poolers = dependentsOf(Kind.POOLER, manifest, index);
    const free = poolers.length === 0 ? undefined : freeConnectionsOf(manifest);
    if (free === undefined) return;
    const limit = countParameter(manifest, 'max_connections');
    const onPrimary = poolers.filter((pooler) => (text(at(pooler, 'spec.type')) ?? 'rw') === 'rw');
    const standbys = Math.max(1, instancesOf(manifest) - 1);
    const onStandby = poolers.filter((pooler) => !onPrimary.includes(pooler));
    const loads = [
      { names: onPrimary, sum: connectionsOf(onPrimary), where: 'the primary' },
      { names: onStandby, sum: Math.ceil(connectionsOf(onStandby) / standbys), where: 'each replica' },
    ];
    for (const { names, sum, where } of loads) {
      if (sum <= free) continue;
      report({
        path: `${PARAMETERS}.max_connections`,
        message: `Pooler ${names.map(({ metadata }) => metadata.name).join(', ')} may open ${sum} connections to ${where}, which has ${free} free of ${limit}`,
        fix: 'lower default_pool_size or the instances of the Pooler, or raise max_connections, which takes memory and a restart',
      });
    }
  },
};
