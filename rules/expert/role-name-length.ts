import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

const IDENTIFIER = 63;

export const roleNameLength: Rule = {
  id: 'role-name-length',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.DATABASE_ROLE],
  why: `PostgreSQL truncates an identifier to 63 bytes. A managed role with a longer name is created under the shorter one, is not found
again, and the operator tries to create it at every reconciliation.`,
  docs: 'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: the_role_of_the_reports_of_the_shop_in_europe_and_all_of_its_tenants}]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports}]}}
`,
  check(manifest, { report }) {
    for (const { path, name } of managedRolesOf(manifest)) {
      const length = new TextEncoder().encode(name).length;
      if (length <= IDENTIFIER) continue;
      report({
        path: `${path}.name`,
        message: `the name has ${length} bytes, and PostgreSQL truncates it to ${IDENTIFIER}: the role is never found again`,
        fix: `choose a name of at most ${IDENTIFIER} bytes`,
      });
    }
  },
};
