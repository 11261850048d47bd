import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const initdbOwnerDefault: Rule = {
  id: 'initdb-owner-default',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `Where only \`database\` is given, its owner gets the same name. A connection string with another user, such as the \`app\` of the manual's
examples, does not work then, and the owner cannot be changed by editing bootstrap later on.`,
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
      message: `owner is not given, which makes "${database}" the owner and the user of the application secret`,
      fix: 'add owner',
    });
  },
};
