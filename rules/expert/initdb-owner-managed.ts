import { applicationDatabaseOf, applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { declaredIn } from '../../manifests/cnpg/database-roles';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const initdbOwnerManaged: Rule = {
  id: 'initdb-owner-managed',
  severity: 'warning',
  kinds: [Kind.CLUSTER, Kind.DATABASE_ROLE],
  why: `The operator gives the owner of the application database the password of the application secret. An entry of \`managed.roles\` or
a DatabaseRole may add attributes to that role. With \`passwordSecret\`, \`disablePassword\` or \`ensure: absent\`, the two overwrite each other's password
(#6762).`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_role_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {initdb: {database: shop, owner: shop}}
  managed: {roles: [{name: shop, login: true, passwordSecret: {name: shop-password}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {initdb: {database: shop, owner: shop}}
  managed: {roles: [{name: shop, login: true, replication: true}]}
`,
  check(manifest, { index, report }) {
    const { cluster, roles } = declaredIn(manifest, index);
    if (cluster === undefined) return;
    const { owner, method } = applicationDatabaseOf(cluster);
    for (const { path, name, role } of roles) {
      const field = name === owner ? passwordField(role) : undefined;
      // Both write the password of one Secret.
      const isSame = field === 'passwordSecret' && at(role, 'passwordSecret.name') === applicationSecretOf(cluster);
      if (field === undefined || isSame) continue;
      report({
        path: `${path}.${field}`,
        message: `"${owner}" is the owner of the application database (bootstrap.${method}): its password is set twice, by the application secret and by ${field} here`,
        fix: `delete ${field} here; use bootstrap.${method}.secret to set the password`,
      });
    }
  },
};

/** The fields of an entry that set the password; without any of them the operator does not change it. */
function passwordField({ passwordSecret, disablePassword, ensure }: Record<string, unknown>): string | undefined {
  if ((passwordSecret ?? null) !== null) return 'passwordSecret';
  if (disablePassword === true) return 'disablePassword';
  return ensure === 'absent' ? 'ensure' : undefined;
}
