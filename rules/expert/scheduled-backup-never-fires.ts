import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { Kind } from '../../manifests/object/kinds';
import { nextRun } from '../../values/time/cron-runs';
import type { Rule } from '../engine/rule';

export const scheduledBackupNeverFires: Rule = {
  id: 'scheduled-backup-never-fires',
  severity: 'error',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `A day that does not exist (30 February) is admitted. The operator finds no next run within five years, writes one event named
NoSchedule, and never takes a backup.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: never, namespace: shop}
spec:
  schedule: "0 0 2 30 2 *"
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: leap-days, namespace: shop}
spec:
  schedule: "0 0 2 29 2 *"
  cluster: {name: shop-db}
`,
  check(manifest, { now, report }) {
    const cron = scheduledCron(manifest);
    if (cron === undefined || nextRun(cron, now) !== undefined) return;
    report({
      path: 'spec.schedule',
      message: `"${cron.text}" has no run in the next five years: none of its months has such a day`,
      fix: 'use a day that exists in these months, for example Schedule.monthly({ day: 28, hour: 2 }), in YAML "0 0 2 28 * *"',
    });
  },
};
