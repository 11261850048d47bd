import { enabledPlugins } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { Rule } from '../engine/rule';

export const pluginWalArchiver: Rule = {
  id: 'plugin-wal-archiver',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Without \`isWALArchiver: true\` the plugin takes base backups but archives no WAL, and CNPG does not report it. A base backup cannot
be restored without the WAL that was written while it was taken, and there is no point-in-time recovery.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins:
  - name: barman-cloud.cloudnative-pg.io
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
    for (const { name, path, isWalArchiver } of enabledPlugins(manifest)) {
      if (name !== BARMAN_CLOUD_PLUGIN || isWalArchiver) continue;
      report({
        path: `${path}.isWALArchiver`,
        message: `${name} archives no WAL without isWALArchiver: true, so its backups cannot be restored`,
        fix: 'set isWALArchiver: true',
      });
    }
  },
};
