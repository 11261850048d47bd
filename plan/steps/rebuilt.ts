import type { ProcedureFinder } from '../engine/procedure';
import { isRebuild } from '../engine/rebuild';

/** A Cluster that comes back out of its own archive, after its Kubernetes cluster was lost. */
export const rebuilt: ProcedureFinder = ({ object, before, after, objects }) => {
  if (!isRebuild(before, after, objects)) return undefined;
  return {
    object,
    reason:
      'it recovers from its own archive and goes on in another one: right where the Cluster is gone, with its volumes. Where it runs, bootstrap is ignored, nothing is recovered, and a new archive begins',
    steps: [
      {
        commit:
          'no commit: Argo CD or Flux does not reach the Kubernetes cluster yet, and what git does not hold is there',
        wait: 'operator, plugin, storage classes and Secrets are there',
      },
      {
        commit: 'bootstrap and serverName together, as here, before anything is applied',
        wait: 'the cluster is healthy, and its last rows are what you expect',
      },
      {
        commit: 'a ScheduledBackup with immediate: true, or a Backup, of the cluster',
        wait: 'it is completed: before that the new archive restores nothing',
      },
    ],
  };
};
