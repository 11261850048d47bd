import { archiverOf } from '../../manifests/cnpg/archives';
import { baseBackupsOf, needsBackupsNow, OR_DISPOSABLE } from '../../manifests/cnpg/backups';
import { Kind } from '../../manifests/object/kinds';
import { dependentsOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]
`;

export const baseBackupMissing: Rule = {
  id: 'base-backup-missing',
  severity: 'warning',
  level: 'home',
  misses: 'reference',
  kinds: [Kind.CLUSTER],
  why: `WAL is a record of changes to a base backup. An archive without a base backup holds every change and restores nothing, while
ContinuousArchiving is True and the bucket grows. Neither the archiver nor the plugin takes a base backup by itself; a ScheduledBackup or a
Backup in the namespace of the Cluster does. This rule looks at the input and ignores suspended schedules. It is an info where the schedule
may be in a file that was not given.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: CLUSTER,
  right: `${CLUSTER}---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  immediate: true
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
  cluster: {name: shop-db}
`,
  check(manifest, { index, report }) {
    const archiver = archiverOf(manifest);
    if (archiver === undefined || !needsBackupsNow(manifest) || baseBackupsOf(manifest, index).length > 0) return;
    const [suspended] = dependentsOf(Kind.SCHEDULED_BACKUP, manifest, index);
    const schedule = suspended
      ? `ScheduledBackup ${suspended.metadata.name}, which would take base backups, is suspended`
      : 'no ScheduledBackup or Backup in the input takes a base backup';
    report({
      path: archiver.startsWith('plugin') ? 'spec.plugins' : 'spec.backup',
      message: `${archiver} archives WAL, but ${schedule}: without a base backup nothing can be restored`,
      isCertain: suspended !== undefined,
      fix: suspended
        ? `set suspend: false in ScheduledBackup ${suspended.metadata.name}; ${OR_DISPOSABLE}`
        : `add a ScheduledBackup with immediate: true; ${OR_DISPOSABLE}`,
    });
  },
};
