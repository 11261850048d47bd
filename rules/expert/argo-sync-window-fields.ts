import { Kind } from '../../manifests/object/kinds';
import { at, list, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoSyncWindowFields: Rule = {
  id: 'argo-sync-window-fields',
  severity: 'error',
  kinds: [Kind.APP_PROJECT],
  why: `Argo CD's cron has five fields, from the minute on; that of CNPG's ScheduledBackup has six, from the second on. A window with six, or with a
descriptor such as \`@daily\`, cannot be parsed, and the project is not valid: nothing is kept from being synced, or everything.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop-database, namespace: argocd}
spec: {syncWindows: [{kind: deny, schedule: "0 0 8 * * 1-5", duration: 10h}]}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop-database, namespace: argocd}
spec: {syncWindows: [{kind: deny, schedule: "0 8 * * 1-5", duration: 10h}]}
`,
  check(manifest, { report }) {
    list(at(manifest, 'spec.syncWindows')).forEach((window, i) => {
      const schedule = text(record(window).schedule);
      const fields = schedule?.trim().split(/\s+/);
      if (fields === undefined || fields.length === 5) return;
      report({
        path: `spec.syncWindows[${i}].schedule`,
        message: `"${schedule}" has ${fields.length === 1 ? 'one field' : `${fields.length} fields`}, and Argo CD reads five: minute hour day-of-month month day-of-week`,
        fix:
          fields.length === 6
            ? `leave the seconds out: "${fields.slice(1).join(' ')}"`
            : 'write five fields, such as "0 8 * * 1-5"',
      });
    });
  },
};
