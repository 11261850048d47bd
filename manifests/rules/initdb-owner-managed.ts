import { applicationDatabaseOf } from '../bootstrap';
import { Kind } from '../kinds';
import { at, list, record } from '../manifest';
import type { Rule } from '../rule';

export const initdbOwnerManaged: Rule = {
  id: 'initdb-owner-managed',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `The owner of the application database is managed by the operator already, with the password of the application secret. As an entry of
\`managed.roles\` it is managed twice: the two set its password and its attributes in turns (#6762).`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_role_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {initdb: {database: shop, owner: shop}}
  managed: {roles: [{name: shop, login: true}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {initdb: {database: shop, owner: shop}}
  managed: {roles: [{name: reports, login: true}]}
`,
  check(manifest, { report }) {
    const { owner, method } = applicationDatabaseOf(manifest);
    for (const [index, role] of list(at(manifest, 'spec.managed.roles')).entries()) {
      if (record(role).name !== owner) continue;
      report({
        path: `spec.managed.roles[${index}].name`,
        message: `"${owner}" is the owner of the application database (bootstrap.${method}): its password would be set by two`,
        fix: `delete this entry; for a password of your own use bootstrap.${method}.secret`,
      });
    }
  },
};
