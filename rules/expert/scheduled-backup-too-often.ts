import { scheduledCron } from '../../manifests/cnpg/scheduled-cron';
import { Kind } from '../../manifests/object/kinds';
import { runsPerDay } from '../../values/time/cron-runs';
import { rarerThan } from '../../values/time/five-field-cron';
import type { Rule } from '../engine/rule';

export const scheduledBackupTooOften: Rule = {
  id: 'scheduled-backup-too-often',
  severity: 'error',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `Each run is a full base backup, and CNPG does not wait for the previous one: its search for running backups never finds any. Runs
less than an hour apart pile up, load the primary and fill the object store. To lose less data, use WAL archiving (\`archive_timeout\`, five
minutes by default) instead of more base backups.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: often, namespace: shop}
spec:
  schedule: "0 */10 * * * *"
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: hourly, namespace: shop}
spec:
  schedule: "0 0 * * * *"
  cluster: {name: shop-db}
`,
  check(manifest, { report }) {
    const cron = scheduledCron(manifest);
    // Another rule reports five fields; what their author meant is rarely too often.
    if (cron === undefined || cron.fieldCount === 5) return;
    const inOneHour =
      cron.kind === 'every' ? Math.floor(3600 / cron.seconds) : cron.minute.values.length * cron.second.values.length;
    if (inOneHour < 2) return;
    const meant = cron.kind === 'every' ? undefined : rarerThan(cron);
    report({
      path: 'spec.schedule',
      message: `"${cron.text}" runs ${inOneHour} times within an hour, ${Math.floor(runsPerDay(cron))} times a day, and each run is a full base backup`,
      fix:
        meant === undefined
          ? 'run at most once an hour, for example Schedule.daily({ hour: 2 }), in YAML "0 0 2 * * *"'
          : `write "${meant}" if that is meant, and run at most once an hour`,
    });
  },
};
