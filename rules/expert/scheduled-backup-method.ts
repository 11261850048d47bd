import { enabledPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const scheduledBackupMethod: Rule = {
  id: 'scheduled-backup-method',
  severity: 'info',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `Where no method is given it is \`barmanObjectStore\`, the one that is going to be removed. On the day on which the Cluster moves to the plugin
every backup of this schedule fails, and only events say so.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/migration/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  cluster: {name: shop-db}
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
`,
  check(manifest, { index, report }) {
    if (at(manifest, 'spec.method') !== undefined) return;
    const cluster = clusterOf(manifest, index);
    // On a Cluster with a plugin it is an error already, which another rule reports.
    if (cluster !== undefined && enabledPlugins(cluster).length > 0) return;
    report({
      path: 'spec.method',
      message: 'method is missing, which means barmanObjectStore: with the plugin every backup of this schedule fails',
      fix: 'set method: plugin and pluginConfiguration.name together with the move of the Cluster, or name the method',
    });
  },
};
