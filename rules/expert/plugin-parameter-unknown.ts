import { barmanPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const KNOWN = ['barmanObjectName', 'serverName'];

export const pluginParameterUnknown: Rule = {
  id: 'plugin-parameter-unknown',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `The Barman Cloud plugin reads two parameters, \`barmanObjectName\` and \`serverName\`, and silently ignores all others. What they
were meant to set (a retention, a path, a misspelled server name) does not take effect.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups, servername: shop-db-2}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
    isWALArchiver: true
    parameters: {barmanObjectName: shop-backups, serverName: shop-db-2}
`,
  check(manifest, { report }) {
    for (const { path, plugin } of barmanPlugins(manifest)) {
      for (const key of Object.keys(record(plugin.parameters))) {
        if (KNOWN.includes(key)) continue;
        report({
          path: `${path}.parameters.${key}`,
          message: `the plugin has no parameter "${key}" and ignores it`,
          fix: `write ${KNOWN.join(' or ')}, or delete it; set retention and paths in the ObjectStore`,
        });
      }
    }
  },
};
