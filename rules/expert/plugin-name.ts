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
  why: `The operator knows a plugin by the exact name under which it registers. With any other name the Cluster stays in the phase "unknown
plugin", without pods, and Argo CD calls it suspended; a backup fails. Admission takes every name.`,
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
      // One that is switched off is not looked for.
      if (name === undefined || plugin.enabled === false || name === BARMAN_CLOUD_PLUGIN || !isMeant(name, plugin))
        continue;
      report({
        path: `${path}.name`,
        message: `"${name}" is no plugin: the operator would wait for it for ever`,
        fix: `write ${BARMAN_CLOUD_PLUGIN}`,
      });
    }
  },
};

/** Other plugins exist: only what is nearly the name, or has the parameter of the plugin, must be a mistake. */
function isMeant(name: string, { parameters }: Readonly<Record<string, unknown>>): boolean {
  const isBarman = /^barman-?cloud/i.test(name) || nearest(name, [BARMAN_CLOUD_PLUGIN]) !== undefined;
  return isBarman || text(record(parameters).barmanObjectName) !== undefined;
}

function pluginsOf(manifest: Manifest): PluginEntry[] {
  const backup = { plugin: record(at(manifest, 'spec.pluginConfiguration')), path: 'spec.pluginConfiguration' };
  return [...pluginEntries(manifest), backup];
}
