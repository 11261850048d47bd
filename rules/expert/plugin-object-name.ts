import { barmanPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { record, text } from '../../manifests/object/manifest';
import { answerOf } from '../../manifests/object/watched';
import type { Rule } from '../engine/rule';

export const pluginObjectName: Rule = {
  id: 'plugin-object-name',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `\`barmanObjectName\` tells the plugin which ObjectStore to use. Without it the Cluster stays in the phase "error while interacting
with plugins". A parameter with a similar name is ignored without an error.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectStore: shop-backups}
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
    for (const { path, plugin } of barmanPlugins(manifest)) {
      const parameters = record(plugin.parameters);
      if (answerOf(parameters, 'barmanObjectName', (name) => (text(name) ?? '') !== '')) continue;
      const [similar] = Object.keys(parameters).filter(
        (key) => /object|store/i.test(key) && key !== 'barmanObjectName',
      );
      report({
        path: `${path}.parameters${similar === undefined ? '' : `.${similar}`}`,
        message:
          'barmanObjectName is missing: the plugin does not know its ObjectStore, and the Cluster does not start',
        fix: `${similar === undefined ? 'add' : `rename ${similar} to`} barmanObjectName, the name of an ObjectStore in this namespace`,
      });
    }
  },
};
