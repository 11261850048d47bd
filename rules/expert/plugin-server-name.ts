import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { Kind } from '../../manifests/object/kinds';
import { record, text } from '../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { Rule } from '../engine/rule';

export const pluginServerName: Rule = {
  id: 'plugin-server-name',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `In an entry of \`externalClusters\` the plugin replaces a missing \`serverName\` with the name of the new Cluster, not with that of
the source. The recovery then finds no backup or, if the new Cluster has the old name, reads from the folder it is about to write to.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/#restoring-a-cluster',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec:
  externalClusters:
  - name: source
    plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: shop-backups}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec:
  externalClusters:
  - name: source
    plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: shop-backups, serverName: shop-db}}
`,
  check(manifest, { report }) {
    for (const { name, path, entry } of externalClustersOf(manifest)) {
      const plugin = record(entry.plugin);
      if (plugin.name !== BARMAN_CLOUD_PLUGIN || (text(record(plugin.parameters).serverName) ?? '') !== '') continue;
      report({
        path: `${path}.plugin.parameters`,
        message: `serverName is missing: the plugin looks for backups of "${manifest.metadata.name}", this Cluster itself, not of ${name}`,
        fix: 'add serverName, the name under which the source archives',
      });
    }
  },
};
