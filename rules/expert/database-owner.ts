import { knownRolesOf } from '../../manifests/cnpg/bootstrap';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const databaseOwner: Rule = {
  id: 'database-owner',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.DATABASE],
  why: `The owner of a database must be a role of the Cluster. CNPG does not create it: the Database is not applied, and PostgreSQL's error
appears only in its status. The rule knows the roles of initdb, of \`managed.roles\` and of DatabaseRole objects. It reports nothing if the
data comes from a backup, an import or SQL.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_database_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: auditor, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop}}, managed: {roles: [{name: auditor}]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: auditor, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const roles = cluster && knownRolesOf(cluster, index);
    const owner = text(at(manifest, 'spec.owner')) ?? '';
    if (roles === undefined || owner === '' || roles.has(owner)) return;
    report({
      path: 'spec.owner',
      message: `Cluster ${cluster?.metadata.name} has no role "${owner}": PostgreSQL refuses the database`,
      fix: `add the role to managed.roles of the Cluster, or name one of ${[...roles].filter((role) => role !== 'streaming_replica').join(', ')}`,
    });
  },
};
