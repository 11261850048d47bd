import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const roleDeclaredTwice: Rule = {
  id: 'role-declared-twice',
  severity: 'warning',
  kinds: [Kind.DATABASE_ROLE],
  why: `If \`managed.roles\` of the Cluster has a role of the same name, that entry wins, also one with \`ensure: absent\`. The DatabaseRole
is not reconciled: its status says that the Cluster manages the role already, and its password and certificate are never made. A role moves
from the Cluster to an object in this order: first the object is made, then the entry is removed. Both are there for a moment.`,
  docs: 'https://cloudnative-pg.io/docs/1.30/declarative_role_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports, login: true}]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: shop-db-reports, namespace: shop}
spec: {name: reports, login: true, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: shop-db-reports, namespace: shop}
spec: {name: reports, login: true, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const name = at(manifest, 'spec.name');
    const entry = cluster && managedRolesOf(cluster).find((role) => role.name === name);
    if (cluster === undefined || entry === undefined) return;
    report({
      path: 'spec.name',
      message: `Cluster ${cluster.metadata.name} declares the role "${entry.name}" in ${entry.path}, which wins: this object is not reconciled`,
      fix: `remove ${entry.path} from the Cluster now that this object is there, or this object if the entry is to stay`,
    });
  },
};
