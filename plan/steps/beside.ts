import type { Procedure } from '../engine/change';

/** How the old cluster ends, whichever engine applied it: both leave in place what is protected. */
export const OLD_LEAVES = 'nothing; if Argo CD or Flux does not prune it, it is deleted by hand';

/** The commits from one cluster to another that is made beside it; nothing is ever lost on the way. */
export function besideSteps(first: string): Procedure['steps'] {
  return [
    { commit: first, wait: 'the new cluster is healthy, and the rows around the recovery target are correct' },
    { commit: 'a ScheduledBackup with immediate: true, or a Backup, of the new cluster', wait: 'it is completed' },
    {
      commit: 'the application is stopped or read-only, and then connects to the new cluster: host and secret',
      wait: 'it works, and no client is connected to the old cluster',
    },
    {
      commit: 'the old Cluster is removed, with an acknowledgement of exactly that in the source',
      wait: OLD_LEAVES,
    },
  ];
}
