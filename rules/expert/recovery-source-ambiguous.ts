import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const recoverySourceAmbiguous: Rule = {
  id: 'recovery-source-ambiguous',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `With \`source\` and \`backup\` together one of them is ignored: a source that uses a plugin takes precedence, otherwise the Backup
does. A reader may expect the other one and restore the wrong data.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, backup: {name: before-the-release}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db}}}
`,
  check(manifest, { report }) {
    const source = text(at(manifest, 'spec.bootstrap.recovery.source')) ?? '';
    const backup = text(at(manifest, 'spec.bootstrap.recovery.backup.name')) ?? '';
    if (source === '' || backup === '') return;
    report({
      path: 'spec.bootstrap.recovery.backup',
      message: `both source "${source}" and Backup "${backup}" are set: one of the two is ignored`,
      fix: 'set only one; use recoveryTarget.backupID to choose a base backup of a source',
    });
  },
};
