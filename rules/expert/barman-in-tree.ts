import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { satisfies } from '../../values/cnpg/version';
import type { Rule } from '../engine/rule';

export const barmanInTree: Rule = {
  id: 'barman-in-tree',
  severity: 'warning',
  replaces: ['cluster-barman-deprecated'],
  kinds: [Kind.CLUSTER],
  why: `Barman Cloud in the operator is deprecated and will be removed. A Cluster that still uses it then has neither WAL archiving nor
backups. An ObjectStore with the same settings comes first. Then the Cluster and its schedules change together: both archivers at once are
refused, and the same path and server name remain in use. For a commit that adds the plugin, \`plan\` writes out what belongs into which.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/migration/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  backup:
    barmanObjectStore: {destinationPath: s3://shop/db}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec:
  configuration: {destinationPath: s3://shop/db}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
`,
  check(manifest, { target, report }) {
    const store = at(manifest, 'spec.backup.barmanObjectStore');
    if (store === undefined || store === null) return;
    const retention = at(manifest, 'spec.backup.retentionPolicy') === undefined ? '' : ' with the retentionPolicy';
    report({
      path: 'spec.backup.barmanObjectStore',
      message: `in-tree Barman Cloud is deprecated and will be removed in CloudNativePG ${removedIn(target.operator)}: that upgrade ends WAL archiving and backups`,
      fix: `copy it into an ObjectStore${retention} first; then in one change delete it, name that store in plugins with isWALArchiver: true, and set method: plugin in each ScheduledBackup; plan writes out these commits once that change is made`,
    });
  },
};

/** The release that each operator version announces; the removal was postponed twice. */
function removedIn(operator: string): string {
  if (satisfies(operator, '<1.28.2')) return '1.29, later postponed to 1.31';
  return satisfies(operator, '>=1.28.4') ? '1.31' : '1.30, later postponed to 1.31';
}
