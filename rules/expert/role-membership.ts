import { knownRolesOf } from '../../manifests/cnpg/bootstrap';
import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, list, text } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { attributeOf } from '../../values/postgres/role-words';
import type { Rule } from '../engine/rule';

export const roleMembership: Rule = {
  id: 'role-membership',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.CLUSTER, Kind.DATABASE_ROLE],
  why: `A managed role can only be a member of roles that exist: PostgreSQL's own (\`pg_read_all_data\` …), the owner of the application
database and the other managed roles. Otherwise the operator lists it under \`cannotReconcile\`, and it has no privileges.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_role_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: report, inRoles: [readers]}]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: report, inRoles: [readers]}, {name: readers}]}}
`,
  check(manifest, { index, report }) {
    const managed = managedRolesOf(manifest);
    if (managed.length === 0) return;
    const cluster = groupKindOf(manifest) === Kind.CLUSTER ? manifest : clusterOf(manifest, index);
    const roles = cluster && knownRolesOf(cluster, index);
    if (roles === undefined) return;
    for (const { path, role } of managed) {
      for (const [place, member] of list(role.inRoles).entries()) {
        const name = text(member) ?? '';
        if (name === '' || name.startsWith('pg_') || roles.has(name)) continue;
        // `role-attribute` reports these in more detail.
        if (attributeOf(name) !== undefined) continue;
        report({
          path: `${path}.inRoles[${place}]`,
          message: `role "${role.name}" is declared a member of "${name}", which is not a role of this Cluster`,
          fix: `add ${name} to managed.roles, or correct the name`,
        });
      }
    }
  },
};
