import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const scheduledBackupImmediate: Rule = {
  id: 'scheduled-backup-immediate',
  severity: 'info',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `Without \`immediate: true\` there is no base backup until the schedule fires for the first time. WAL that is archived until then
cannot be restored, because a recovery starts from a base backup. A new Cluster is unprotected for up to one interval.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  immediate: false
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  immediate: true
  cluster: {name: shop-db}
`,
  check(manifest, { index, report }) {
    const immediate = at(manifest, 'spec.immediate');
    // A Cluster that is not in the input may be an old one that already has backups.
    if (immediate === true || (immediate === undefined && clusterOf(manifest, index) === undefined)) return;
    report({
      path: 'spec.immediate',
      message: 'the first base backup waits for the schedule: until then nothing can be restored',
      fix: 'set immediate: true',
    });
  },
};
