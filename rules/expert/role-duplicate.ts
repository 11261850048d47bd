import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { clusterOf, dependentsOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const roleDuplicate: Rule = {
  id: 'role-duplicate',
  severity: 'warning',
  kinds: [Kind.DATABASE_ROLE],
  why: `An entry of \`managed.roles\` takes precedence over a DatabaseRole of the same name: the operator does not apply the DatabaseRole, and
reports "already managed by the CNPG cluster" in its status. For the move from one to the other that is right for one commit. If two
DatabaseRoles have one name, it depends on timing which one is applied.`,
  docs: 'https://cloudnative-pg.io/docs/1.30/declarative_role_management/#coexistence-and-precedence',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports, login: true}]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: reports, namespace: shop}
spec: {name: reports, login: true, connectionLimit: 5, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: reports, namespace: shop}
spec: {name: reports, login: true, connectionLimit: 5, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const name = text(at(manifest, 'spec.name'));
    if (cluster === undefined || name === undefined) return;
    if (managedRolesOf(cluster).some((role) => role.name === name)) {
      report({
        path: 'spec.name',
        message: `role "${name}" is also in managed.roles of Cluster ${cluster.metadata.name}, which wins: this DatabaseRole is not applied`,
        fix: `delete ${name} from managed.roles`,
      });
    }
    const same = dependentsOf(Kind.DATABASE_ROLE, cluster, index).filter((other) => at(other, 'spec.name') === name);
    const [first] = same.map(({ metadata }) => String(metadata.name)).sort();
    if (first === undefined || first === manifest.metadata.name) return;
    report({
      path: 'spec.name',
      message: `DatabaseRole ${first} declares "${name}" of the same Cluster already`,
      fix: 'delete one of the two, or change spec.name',
    });
  },
};
