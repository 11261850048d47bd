import { knownRolesOf } from '../../manifests/cnpg/bootstrap';
import { rolesOf } from '../../manifests/cnpg/database-roles';
import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, list, type Manifest, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { clusterOf } from '../../manifests/object/references';
import { attributeOf, isPrivilege } from '../../values/postgres/role-words';
import type { Rule } from '../engine/rule';

export const roleAttribute: Rule = {
  id: 'role-attribute',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.DATABASE_ROLE],
  why: `\`inRoles\` makes a role a member of other roles. SUPERUSER, CREATEDB and REPLICATION are attributes, SELECT and CONNECT are
privileges. PostgreSQL has no role of that name, so the operator lists the whole role under \`cannotReconcile\` and does not create it.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_role_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: migrator, login: true, inRoles: [CREATEDB]}]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: migrator, login: true, createdb: true}]}}
`,
  check(manifest, { index, report }) {
    for (const { role, name, path } of membershipsOf(manifest)) {
      const field = attributeOf(name);
      if ((field === undefined && !isPrivilege(name)) || isDeclared(name, manifest, index)) continue;
      report({
        path,
        message: `role "${role}" is declared a member of "${name}", which is ${field === undefined ? 'a privilege' : 'an attribute'}, not a role: it cannot be reconciled`,
        fix: field === undefined ? 'grant it in SQL, to the role or to one of its own roles' : `write ${field} instead`,
      });
    }
  },
};

function membershipsOf(manifest: Manifest): { role: string; name: string; path: string }[] {
  return managedRolesOf(manifest).flatMap(({ role, path }) =>
    list(role.inRoles).flatMap((member, place) => {
      const name = text(member);
      return name === undefined ? [] : [{ role: `${role.name}`, name, path: `${path}.inRoles[${place}]` }];
    }),
  );
}

/** A role may have such a name. In lower case it may also come from SQL, a backup or an import. */
function isDeclared(name: string, manifest: Manifest, index: Index): boolean {
  const cluster = groupKindOf(manifest) === Kind.CLUSTER ? manifest : clusterOf(manifest, index);
  if (cluster === undefined) return name === name.toLowerCase();
  const known = knownRolesOf(cluster, index);
  if (known !== undefined) return known.has(name);
  return rolesOf(cluster, index).some((role) => role.name === name) || name === name.toLowerCase();
}
