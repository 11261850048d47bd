import { engineOf } from '../../manifests/applied/engine-of';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const backupStanding: Rule = {
  id: 'backup-standing',
  severity: 'info',
  kinds: [Kind.BACKUP],
  why: `A Backup is executed once, and its spec cannot be changed. In git it does not declare a state. If it is pruned and created again, it
takes another base backup, and when the plugin has expired its data, Argo CD or Flux creates it again.`,
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
    const engine = engineOf(manifest, index);
    if (engine === undefined) return;
    report({
      path: 'spec',
      message: `a Backup is executed once, but ${engine} would keep it as a permanent object`,
      fix: 'remove it from git; use a ScheduledBackup, and `kubectl cnpg backup` for a single backup',
    });
  },
};
