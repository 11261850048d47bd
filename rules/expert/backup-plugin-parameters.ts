import { ownStoreReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { Rule } from '../engine/rule';

export const backupPluginParameters: Rule = {
  id: 'backup-plugin-parameters',
  severity: 'warning',
  kinds: [Kind.BACKUP, Kind.SCHEDULED_BACKUP],
  why: `The Barman Cloud plugin reads its parameters only from the Cluster. A Backup or ScheduledBackup that names another ObjectStore or
server is written to that of the Cluster and ends as \`completed\`. The other archive stays empty, which is discovered at the first
restore.`,
  docs: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/7778',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: weekly, namespace: shop}
spec:
  schedule: "0 0 3 * * 0"
  cluster: {name: shop-db}
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: weekly-backups}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: weekly, namespace: shop}
spec:
  schedule: "0 0 3 * * 0"
  cluster: {name: shop-db}
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
`,
  check(manifest, { index, report }) {
    if (at(manifest, 'spec.pluginConfiguration.name') !== BARMAN_CLOUD_PLUGIN) return;
    const names = Object.keys(record(at(manifest, 'spec.pluginConfiguration.parameters')));
    if (names.length === 0) return;
    const cluster = clusterOf(manifest, index);
    const store = cluster && ownStoreReferences(cluster)[0]?.store;
    report({
      path: 'spec.pluginConfiguration.parameters',
      message: `the plugin ignores the parameters of a ${manifest.kind}: ${names.join(', ')} ${names.length > 1 ? 'have' : 'has'} no effect, and base backups go to ${store === undefined ? 'the ObjectStore of the Cluster' : `ObjectStore ${store}, which the Cluster names`}`,
      fix: 'remove them; set another store or server name in spec.plugins of the Cluster, and options of base backups in spec.configuration.data of the ObjectStore',
    });
  },
};
