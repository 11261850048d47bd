import { Kind } from '../../manifests/object/kinds';
import { at, list, record, text } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const databaseTablespace: Rule = {
  id: 'database-tablespace',
  severity: 'error',
  kinds: [Kind.DATABASE],
  why: `A database can only be created in a tablespace that exists. Tablespaces are declared in the Cluster, each with its own volume. For
any other name the database is not created, and PostgreSQL's error appears in the status of the Database.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/tablespaces/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {tablespaces: [{name: fast, storage: {size: 10Gi}}]}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, tablespace: slow, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {tablespaces: [{name: fast, storage: {size: 10Gi}}]}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, tablespace: fast, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const tablespace = text(at(manifest, 'spec.tablespace')) ?? '';
    if (cluster === undefined || tablespace === '' || tablespace.startsWith('pg_')) return;
    const names = list(at(cluster, 'spec.tablespaces')).map((each) => record(each).name);
    if (names.includes(tablespace)) return;
    report({
      path: 'spec.tablespace',
      message: `Cluster ${cluster.metadata.name} has no tablespace "${tablespace}", only ${names.join(', ') || 'none'}`,
      fix: 'add it to tablespaces of the Cluster, or use one of these',
    });
  },
};
