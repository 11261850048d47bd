import { mayHaveHoles } from '../../manifests/applied/holes';
import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { managedRolesOf } from '../../manifests/cnpg/managed-roles';
import { placeKey } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

export const roleSecretUsername: Rule = {
  id: 'role-secret-username',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.DATABASE_ROLE],
  why: `The Secret of a role also holds its name, and the operator compares the two: with another \`username\` it reports "wrong username"
and sets no password. This rule checks ExternalSecrets and Secrets of the input that contain the name literally: what is encrypted, looked up
elsewhere or a variable is not known.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_role_management/#password-management',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports, passwordSecret: {name: reports}}]}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: reports, namespace: shop}
spec: {target: {template: {data: {username: report, password: "{{ .password }}"}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {managed: {roles: [{name: reports, passwordSecret: {name: reports}}]}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: reports, namespace: shop}
spec: {target: {template: {data: {username: reports, password: "{{ .password }}"}}}}
`,
  check(manifest, { index, report }) {
    const { method, owner, secret } = applicationDatabaseOf(manifest);
    const roles = managedRolesOf(manifest).map((each) => ({ ...each, path: `${each.path}.passwordSecret.name` }));
    for (const each of [{ name: owner, secret, path: `spec.bootstrap.${method}.secret.name` }, ...roles]) {
      const username = each.secret && index.derive(usernames).get(placeKey(namespaceOf(manifest), each.secret));
      if (username === undefined || username === '' || username === each.name) continue;
      report({
        path: each.path,
        message: `Secret ${each.secret} has username "${username}", but the role is "${each.name}": its password is never set`,
        fix: `set username: ${each.name} in the Secret`,
      });
    }
  },
};

function usernames(index: Index): ReadonlyMap<string, string> {
  const found = [...index.all(Kind.SECRET), ...index.all(Kind.EXTERNAL_SECRET)].flatMap((secret) => {
    const name = text(at(secret, 'spec.target.name')) ?? text(secret.metadata.name);
    const username = usernameOf(secret);
    return username === undefined ? [] : [[placeKey(namespaceOf(secret), name), username] as const];
  });
  return new Map(found);
}

function usernameOf(secret: Manifest): string | undefined {
  const written = text(at(secret, 'stringData.username')) ?? text(at(secret, 'spec.target.template.data.username'));
  const isOpen = written !== undefined && (written.includes('{{') || mayHaveHoles(written));
  return isOpen ? undefined : written;
}
