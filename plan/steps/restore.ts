import { at } from '../../manifests/object/manifest';
import type { ProcedureFinder } from '../engine/procedure';
import { isRebuild } from '../engine/rebuild';
import { besideSteps } from './beside';

/**
 * A restore: into a new Cluster, never into one that exists.
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export const restoreAsNew: ProcedureFinder = ({ object, before, after, changes, objects }) => {
  if (at(after, 'spec.bootstrap.recovery') === undefined || isRebuild(before, after, objects)) return undefined;
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
    steps: besideSteps(first),
  };
};
