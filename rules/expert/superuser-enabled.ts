import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const superuserEnabled: Rule = {
  id: 'superuser-enabled',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `enableSuperuserAccess gives postgres a password and stores it in a Secret. Anyone who can read it can read and change all data, run
programs in the pod and disable its protections. The operator does not need it, and administrators have \`kubectl cnpg psql\`.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/security/#access-to-the-postgres-superuser',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {enableSuperuserAccess: true}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {enableSuperuserAccess: false}
`,
  check(manifest, { report }) {
    if (at(manifest, 'spec.enableSuperuserAccess') !== true) return;
    report({
      path: 'spec.enableSuperuserAccess',
      message: 'postgres gets a password, in a Secret of this namespace, and may connect over the network',
      fix: 'delete it, which means false, and add a managed role with only the privileges it needs',
    });
  },
};
