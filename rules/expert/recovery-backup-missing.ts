import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { namespacesWith } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const recoveryBackupMissing: Rule = {
  id: 'recovery-backup-missing',
  severity: 'error',
  misses: 'reference',
  kinds: [Kind.CLUSTER],
  why: `The Backup of a recovery is looked up in the namespace of the new Cluster. Without it the Cluster waits indefinitely, with an event
named ErrorNoBackup. Backups are rarely kept in git, so this rule reports only a Backup of this name that the input has in another
namespace.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/#recovery-from-a-backup-object',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: before, namespace: shop}
spec: {cluster: {name: shop-db}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: drill}
spec: {bootstrap: {recovery: {backup: {name: before}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: before, namespace: shop}
spec: {cluster: {name: shop-db}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {backup: {name: before}}}}
`,
  check(manifest, { index, report }) {
    const name = text(at(manifest, 'spec.bootstrap.recovery.backup.name')) ?? '';
    if (name === '') return;
    const namespaces = namespacesWith(Kind.BACKUP, name, index);
    if (namespaces.length === 0 || namespaces.includes(namespaceOf(manifest))) return;
    report({
      path: 'spec.bootstrap.recovery.backup.name',
      message: `Backup "${name}" is in ${namespaces.join(', ')}, not in ${namespaceOf(manifest)}, where CNPG looks for it`,
      fix: 'recover from the object store instead: an entry of externalClusters works from any namespace',
    });
  },
};
