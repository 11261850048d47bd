import { at } from '../../manifests/object/manifest';
import type { ProcedureFinder } from '../engine/procedure';

/**
 * A restore: into a new Cluster, never into one that exists.
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export const restoreAsNew: ProcedureFinder = ({ object, before, after, changes }) => {
  if (at(after, 'spec.bootstrap.recovery') === undefined) return undefined;
  const edited = before !== undefined && at(before, 'spec.bootstrap.recovery') === undefined;
  const isNew = before === undefined;
  const cutsOver = changes.some(
    ({ kind, action }) =>
      (kind === 'Cluster' && action === 'delete') ||
      (action === 'update' && (kind === 'Deployment' || kind === 'Pooler')),
  );
  if (!edited && !(isNew && cutsOver)) return undefined;
  const first = edited
    ? 'the edit of bootstrap is reverted, which has no effect, and a new Cluster with another name and another serverName recovers instead'
    : 'only the new Cluster, with its own serverName; the old one and its clients remain';
  return {
    object,
    reason: edited
      ? 'bootstrap of an existing Cluster is ignored: editing it restores nothing'
      : 'what connects to the new cluster, and what removes the old one, must wait until the restored data is checked',
    steps: [
      {
        commit: first,
        wait: 'the new cluster is healthy, and the rows around the recovery target are correct',
      },
      { commit: 'a ScheduledBackup with immediate: true, or a Backup, of the new cluster', wait: 'it is completed' },
      {
        commit: 'the application is stopped or read-only, and then connects to the new cluster: host and secret',
        wait: 'it works, and no client is connected to the old cluster',
      },
      {
        commit: 'the old Cluster is removed, with an acknowledgement of exactly that in the source',
        wait: 'nothing; if Argo CD protects it, it is deleted by hand',
      },
    ],
  };
};
