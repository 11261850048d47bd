import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const backupOwnerSelf: Rule = {
  id: 'backup-owner-self',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `With \`backupOwnerReference: self\` the Backup objects belong to the ScheduledBackup: renaming it, or pruning it with Argo CD or Flux,
deletes all of them. The data in the object store remains, but no object in the namespace names it, and \`recovery.backup\` cannot use it.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  backupOwnerReference: self
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  backupOwnerReference: cluster
  cluster: {name: shop-db}
`,
  check(manifest, { report }) {
    if (at(manifest, 'spec.backupOwnerReference') !== 'self') return;
    report({
      path: 'spec.backupOwnerReference',
      message: 'the Backup objects belong to this ScheduledBackup: renaming or pruning it deletes all of them',
      fix: 'set backupOwnerReference: cluster',
    });
  },
};
