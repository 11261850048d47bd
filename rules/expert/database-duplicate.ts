import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { clusterOf, dependentsOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const databaseDuplicate: Rule = {
  id: 'database-duplicate',
  severity: 'error',
  kinds: [Kind.DATABASE, Kind.DATABASE_ROLE, Kind.PUBLICATION, Kind.SUBSCRIPTION],
  why: `If two objects declare the same database, role, publication or subscription of one Cluster, the operator lets the first one manage it
and reports that the other is already managed. Which one is first depends on timing.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_database_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, cluster: {name: shop-db}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit-2, namespace: shop}
spec: {name: audit, owner: app, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, cluster: {name: shop-db}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit-2, namespace: shop}
spec: {name: audit_2, owner: app, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const subject = subjectOf(manifest);
    if (cluster === undefined || subject === undefined) return;
    const same = dependentsOf(groupKindOf(manifest), cluster, index).filter((other) => subjectOf(other) === subject);
    const first = same.map(({ metadata }) => String(metadata.name)).sort()[0];
    if (first === undefined || first === manifest.metadata.name) return;
    report({
      path: 'spec.name',
      message: `${manifest.kind} ${first} manages "${text(at(manifest, 'spec.name'))}" of the same Cluster already`,
      fix: 'delete one of the two, or change spec.name',
    });
  },
};

function subjectOf(manifest: Manifest): string | undefined {
  const name = text(at(manifest, 'spec.name'));
  return name === undefined ? undefined : `${text(at(manifest, 'spec.dbname')) ?? ''}\n${name}`;
}
