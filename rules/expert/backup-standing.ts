import { usesArgo } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const backupStanding: Rule = {
  id: 'backup-standing',
  severity: 'info',
  kinds: [Kind.BACKUP],
  why: `A Backup is an order that is carried out once; its spec cannot be changed. Kept in git it is no declaration of anything: pruned and made
again it is another base backup, and when the plugin has expired its data, Argo CD makes it anew.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#on-demand-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: now, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "1"}}
spec: {method: plugin, pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: now, namespace: shop}
spec: {method: plugin, pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    if (!usesArgo(manifest, index)) return;
    report({
      path: 'spec',
      message: 'a Backup is carried out once, and Argo CD would keep it as a standing object',
      fix: 'take it out of git: use a ScheduledBackup, and `kubectl cnpg backup` for a single one',
    });
  },
};
