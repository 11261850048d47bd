import { Kind } from '../../manifests/object/kinds';
import { at, list, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoSyncWindowFields: Rule = {
  id: 'argo-sync-window-fields',
  severity: 'error',
  kinds: [Kind.APP_PROJECT],
  why: `A cron schedule of Argo CD has five fields and starts with minutes; that of a CNPG ScheduledBackup has six and starts with seconds.
A window with six fields, or with a descriptor such as \`@daily\`, cannot be parsed and makes the project invalid: either no sync is blocked
or every sync is.`,
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
        message: `"${schedule}" has ${fields.length === 1 ? 'one field' : `${fields.length} fields`}, but Argo CD reads five: minute hour day-of-month month day-of-week`,
        fix:
          fields.length === 6
            ? `remove the seconds: "${fields.slice(1).join(' ')}"`
            : 'write five fields, such as "0 8 * * 1-5"',
      });
    });
  },
};
