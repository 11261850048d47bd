import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const scheduledBackupSuspended: Rule = {
  id: 'scheduled-backup-suspended',
  severity: 'warning',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `A suspended ScheduledBackup takes no backups and reports nothing. It is meant for short maintenance. In git it stays, while the
retention policy keeps deleting the existing base backups. While its Cluster is hibernated it should be.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  suspend: true
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  suspend: false
  cluster: {name: shop-db}
`,
  check(manifest, { index, report }) {
    if (at(manifest, 'spec.suspend') !== true) return;
    const cluster = clusterOf(manifest, index);
    if (cluster !== undefined && isHibernated(cluster)) return;
    report({
      path: 'spec.suspend',
      message: 'this schedule is suspended: it takes no backups, while old ones still expire',
      fix: 'set suspend: false',
    });
  },
};
