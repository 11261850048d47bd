import { enabledPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { Rule } from '../engine/rule';

export const scheduledBackupPluginConfiguration: Rule = {
  id: 'scheduled-backup-plugin-configuration',
  severity: 'error',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `A ScheduledBackup with a method that does not fit its Cluster is admitted, and then every Backup it creates fails. Only events show
that there are no backups. \`method\` defaults to \`barmanObjectStore\`, even on a Cluster that archives through a plugin, and \`method:
plugin\` needs \`pluginConfiguration.name\`, which only the webhook of Backup checks.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  cluster: {name: shop-db}
  method: plugin
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
    const given = text(at(manifest, 'spec.method'));
    const method = given ?? 'barmanObjectStore';
    const plugin = text(at(manifest, 'spec.pluginConfiguration.name')) ?? '';
    const name = text(at(manifest, 'spec.cluster.name')) ?? '';
    const cluster = index.get(Kind.CLUSTER, namespaceOf(manifest), name);
    const plugins = cluster ? enabledPlugins(cluster).map((enabled) => enabled.name) : [];
    const isInTree = at(cluster, 'spec.backup.barmanObjectStore') !== undefined;
    const fix = `set method: plugin and pluginConfiguration.name: ${plugins[0] ?? BARMAN_CLOUD_PLUGIN}`;
    if (method === 'plugin' && plugin === '') {
      const message = 'method is plugin without pluginConfiguration.name: every Backup that it creates is refused';
      report({ path: 'spec.pluginConfiguration', message, fix });
    } else if (method === 'plugin' && cluster && !plugins.includes(plugin)) {
      const message = `plugin "${plugin}" is not one of the plugins of Cluster ${name} (${plugins.join(', ') || 'none'}): every Backup fails`;
      const remedy = plugins.length > 0 ? fix : `add the plugin to Cluster ${name}`;
      report({ path: 'spec.pluginConfiguration.name', message, fix: remedy });
    } else if (method === 'barmanObjectStore' && plugins.length > 0 && !isInTree) {
      const what = given === undefined ? 'method is missing, which means' : 'method is';
      const message = `${what} barmanObjectStore, but Cluster ${name} backs up through ${plugins.join(', ')}: every Backup fails`;
      report({ path: 'spec.method', message, fix });
    }
  },
};
