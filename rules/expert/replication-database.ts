import { knownDatabasesOf } from '../../manifests/cnpg/bootstrap';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const replicationDatabase: Rule = {
  id: 'replication-database',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.PUBLICATION, Kind.SUBSCRIPTION],
  why: `A publication and a subscription belong to one database, which must exist: the database of initdb or of a Database object. Otherwise
the connection fails, and only the status of the object shows it. The rule reports nothing if the data comes from elsewhere.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/logical_replication/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Publication
metadata: {name: orders, namespace: shop}
spec: {name: orders, dbname: orders, cluster: {name: shop-db}, target: {allTables: true}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Publication
metadata: {name: orders, namespace: shop}
spec: {name: orders, dbname: shop, cluster: {name: shop-db}, target: {allTables: true}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const databases = cluster && knownDatabasesOf(cluster, index);
    const name = text(at(manifest, 'spec.dbname')) ?? '';
    if (databases === undefined || name === '' || databases.has(name)) return;
    report({
      path: 'spec.dbname',
      message: `Cluster ${cluster?.metadata.name} has no database "${name}"`,
      fix: `add a Database for it, or use one of ${[...databases].filter((each) => each !== 'template1').join(', ')}`,
    });
  },
};
