import { enabledPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const scheduledBackupMethod: Rule = {
  id: 'scheduled-backup-method',
  severity: 'info',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `The default method is \`barmanObjectStore\`, which will be removed. From the day the Cluster moves to the plugin every backup of
this schedule fails, and only events show it.`,
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
    // On a Cluster with a plugin another rule reports it as an error.
    if (cluster !== undefined && enabledPlugins(cluster).length > 0) return;
    report({
      path: 'spec.method',
      message: 'method is missing, which means barmanObjectStore: with the plugin every backup of this schedule fails',
      fix: 'set method: plugin and pluginConfiguration.name together with the move of the Cluster, or set the method explicitly',
    });
  },
};
