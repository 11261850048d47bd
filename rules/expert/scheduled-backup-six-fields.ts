import { schedulesIn, type WrittenSchedule } from '../../manifests/cnpg/schedules';
import { Kind } from '../../manifests/object/kinds';
import { readFiveFields, readPadded } from '../../values/time/five-field-cron';
import type { Rule, RuleContext } from '../engine/rule';

/** Six fields: a line of crontab with one more field at its end. */
function padded({ schedule, path }: WrittenSchedule, report: RuleContext['report']): void {
  const { asCnpg, meant } = readPadded(schedule) ?? {};
  if (asCnpg === undefined || meant === undefined) return;
  const five = schedule.trim().split(/\s+/).slice(0, 5).join(' ');
  report({
    path,
    message: `"${schedule}" runs ${asCnpg.description}, ${asCnpg.runsPerDay} times a day: it is crontab's "${five}", ${meant.description}, with a field added at the wrong end`,
    fix: `${meant.code}, in YAML "${meant.expression}"; if every hour is meant, write 0-23 for the hour`,
  });
}

export const scheduledBackupSixFields: Rule = {
  id: 'scheduled-backup-six-fields',
  severity: 'error',
  replaces: ['scheduled-backup-field-count'],
  kinds: [
    Kind.SCHEDULED_BACKUP,
    Kind.APPLICATION,
    Kind.HELM_RELEASE,
    Kind.K3S_HELM_CHART,
    Kind.CHART_VALUES,
    Kind.KUSTOMIZATION,
  ],
  why: `CNPG's cron starts with the seconds, and the last of its six fields is optional. Five fields, as in crontab and every other tool,
are accepted and mean something else: "0 2 * * *" takes 24 base backups a day instead of one. Clusters have run like that for months, with
17,000 Backup objects, until the operator ran out of memory. The chart \`cluster\` passes the schedules of its values on.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 2 * * *"
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  cluster: {name: shop-db}
`,
  check(manifest, { index, report }) {
    for (const written of schedulesIn(manifest, index)) judgeSchedule(written, report);
  },
};

function judgeSchedule(written: WrittenSchedule, report: RuleContext['report']): void {
  const { schedule, path } = written;
  const readings = readFiveFields(schedule);
  if (readings === undefined) {
    padded(written, report);
    return;
  }
  const { asCnpg, meant } = readings;
  // Who leaves out the last of CNPG's own fields gets what is written, and a warning of the webhook.
  if (asCnpg !== undefined && meant === undefined) return;
  const times = asCnpg?.runsPerDay === 1 ? 'once a day' : `${asCnpg?.runsPerDay} times a day`;
  const effect = asCnpg ? `so this runs ${asCnpg.description}, ${times}` : 'and refuses this';
  const intended = meant ? `; in crontab it would run ${meant.description}` : '';
  report({
    path,
    message: `"${schedule}" has five fields: CNPG reads seconds first, ${effect}${intended}`,
    fix: meant ? `${meant.code}, in YAML "${meant.expression}"` : 'write six fields, seconds first',
  });
}
