import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const initdbOwnerDefault: Rule = {
  id: 'initdb-owner-default',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `If only \`database\` is set, its owner gets the same name. A connection string with another user, such as \`app\` in the examples of
the documentation, then does not work, and the owner cannot be changed later by editing bootstrap.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/bootstrap/#bootstrap-an-empty-cluster-initdb',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: app}}}
`,
  check(manifest, { report }) {
    const database = text(at(manifest, 'spec.bootstrap.initdb.database')) ?? '';
    if (database === '' || (text(at(manifest, 'spec.bootstrap.initdb.owner')) ?? '') !== '') return;
    report({
      path: 'spec.bootstrap.initdb',
      message: `owner is not set, so "${database}" is the owner and the user of the application secret`,
      fix: 'add owner',
    });
  },
};
