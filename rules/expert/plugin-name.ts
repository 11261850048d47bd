import { type PluginEntry, pluginEntries } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, record, text } from '../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const pluginName: Rule = {
  id: 'plugin-name',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.BACKUP, Kind.SCHEDULED_BACKUP],
  why: `The operator identifies a plugin by the exact name under which it registers. With any other name the Cluster stays in the phase
"unknown plugin", without pods, and Argo CD shows it as suspended; a backup fails. Admission accepts any name.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnativepg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups}
`,
  check(manifest, { report }) {
    for (const { path, plugin } of pluginsOf(manifest)) {
      const name = text(plugin.name);
      // The operator does not look for a disabled plugin.
      if (name === undefined || plugin.enabled === false || name === BARMAN_CLOUD_PLUGIN || !isMeant(name, plugin))
        continue;
      report({
        path: `${path}.name`,
        message: `"${name}" is not a known plugin: the operator would wait for it forever`,
        fix: `write ${BARMAN_CLOUD_PLUGIN}`,
      });
    }
  },
};

/** Other plugins exist: only a similar name, or the parameter of this plugin, shows a mistake. */
function isMeant(name: string, { parameters }: Readonly<Record<string, unknown>>): boolean {
  const isBarman = /^barman-?cloud/i.test(name) || nearest(name, [BARMAN_CLOUD_PLUGIN]) !== undefined;
  return isBarman || text(record(parameters).barmanObjectName) !== undefined;
}

function pluginsOf(manifest: Manifest): PluginEntry[] {
  const backup = { plugin: record(at(manifest, 'spec.pluginConfiguration')), path: 'spec.pluginConfiguration' };
  return [...pluginEntries(manifest), backup];
}
