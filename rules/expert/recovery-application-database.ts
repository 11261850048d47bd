import { isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const recoveryApplicationDatabase: Rule = {
  id: 'recovery-application-database',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `A recovered Cluster gets an application secret with a new password, for the database and the owner that \`recovery\` names, \`app\`
by default. If the source had other names, the secret is for a role that does not exist, and clients cannot log in. A replica cluster has
the roles and passwords of its primary.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/#configure-the-application-database',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, database: shop, owner: shop}}}
`,
  check(manifest, { report }) {
    if (isReplicaCluster(manifest)) return;
    for (const method of ['recovery', 'pg_basebackup']) {
      const path = `spec.bootstrap.${method}`;
      if ((at(manifest, path) ?? null) === null || (at(manifest, `${path}.owner`) ?? '') !== '') continue;
      report({
        path,
        message: 'database and owner are not set, so the application secret is for "app", whatever the source has',
        fix: 'add database and owner as they are in the source',
      });
    }
  },
};
