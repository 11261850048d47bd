import { enabledPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { Rule } from '../engine/rule';

export const backupMethod: Rule = {
  id: 'backup-method',
  severity: 'error',
  kinds: [Kind.BACKUP, Kind.SCHEDULED_BACKUP],
  why: `The Cluster must have what the method of a backup needs: a section \`backup.volumeSnapshot\`, an in-tree object store, or the named
plugin. Admission does not check the Cluster. The operator checks it when the backup is due, and fails the backup.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1}
---
apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: now, namespace: shop}
spec: {method: volumeSnapshot, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 1, backup: {volumeSnapshot: {className: csi}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: now, namespace: shop}
spec: {method: volumeSnapshot, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const problem = cluster && problemOf(manifest, cluster);
    if (problem) report({ path: 'spec.method', ...problem });
  },
};

function problemOf(backup: Manifest, cluster: Manifest): { message: string; fix: string } | undefined {
  const method = text(at(backup, 'spec.method')) ?? 'barmanObjectStore';
  const name = cluster.metadata.name;
  const plugins = enabledPlugins(cluster).map((plugin) => plugin.name);
  const isSchedule = groupKindOf(backup) === Kind.SCHEDULED_BACKUP;
  if (method === 'volumeSnapshot' && (at(cluster, 'spec.backup.volumeSnapshot') ?? null) === null) {
    const message = `method is volumeSnapshot, but Cluster ${name} has no backup.volumeSnapshot: the backup fails`;
    return { message, fix: `add backup.volumeSnapshot to Cluster ${name}, or use its plugin` };
  }
  if (method === 'barmanObjectStore' && (at(cluster, 'spec.backup.barmanObjectStore') ?? null) === null) {
    // Another rule checks the schedules of Clusters with a plugin.
    if (isSchedule && plugins.length > 0) return undefined;
    const message = `method is barmanObjectStore, the default, but Cluster ${name} has no backup.barmanObjectStore: the backup fails`;
    return {
      message,
      fix: `set method: plugin and pluginConfiguration.name: ${plugins[0] ?? BARMAN_CLOUD_PLUGIN}`,
    };
  }
  const plugin = text(at(backup, 'spec.pluginConfiguration.name')) ?? '';
  if (isSchedule || method !== 'plugin' || plugin === '' || plugins.includes(plugin)) return undefined;
  const message = `plugin "${plugin}" is not one of the plugins of Cluster ${name} (${plugins.join(', ') || 'none'}): the backup fails`;
  return { message, fix: 'name a plugin of the Cluster in pluginConfiguration.name' };
}
