import { ClusterView } from '../../admission/cluster-view';
import type { Json } from '../../admission/json';
import type { ProcedureFinder } from '../procedure';

/** @see https://cloudnative-pg.io/documentation/1.28/postgres_upgrades/#offline-in-place-major-upgrades */
export const majorUpgrade: ProcedureFinder = ({ object, before, after }) => {
  if (before === undefined) return undefined;
  const [from, to] = [before, after].map((side) => new ClusterView(side as Json).major);
  if (from === undefined || to === undefined || to <= from) return undefined;
  return {
    object,
    reason: `all instances are down while pg_upgrade runs, and no backup of PostgreSQL ${from} restores ${to}`,
    steps: [
      {
        commit: 'a Backup of the cluster, and a second Cluster recovered from it with the new image, as a rehearsal',
        wait: 'the backup is completed, and the rehearsal is upgraded, works with the application and is deleted',
      },
      {
        commit: `parameters that PostgreSQL ${to} does not have are taken out`,
        wait: 'the cluster is healthy',
      },
      {
        commit: 'the new image alone, at a time when the database may be down',
        wait: `the cluster is healthy with ${to} and all replicas are copied`,
      },
      {
        commit: 'a Backup of the cluster, at once; ANALYZE, and ALTER EXTENSION … UPDATE in every database',
        wait: 'the backup is completed: before that nothing can be restored',
      },
    ],
  };
};
