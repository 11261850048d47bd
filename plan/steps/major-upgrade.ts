import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { manifestName } from '../../manifests/object/identity';
import { MajorChange } from '../engine/major-change';
import type { ProcedureFinder } from '../engine/procedure';

/** @see https://cloudnative-pg.io/documentation/1.28/postgres_upgrades/#offline-in-place-major-upgrades */
export const majorUpgrade: ProcedureFinder = ({ object, before, after, objects, target }) => {
  if (before === undefined) return undefined;
  const [from, to] = [before, after].map((side) => majorOf(side));
  if (from === undefined || to === undefined || to <= from) return undefined;
  const change = new MajorChange({ before, after, objects, target });
  const { archive, isArchiveShared, isPathAlone, distributions, parameters } = change;
  const dumps = change.dumps.map(({ workload }) => manifestName(workload));
  const extensions =
    'both images contain the extensions: ALTER EXTENSION … UPDATE first, if the old version is not in the new image';
  return {
    object,
    reason: [
      `all instances are down while pg_upgrade runs, and no backup of PostgreSQL ${from} restores ${to}`,
      ...(archive && !isArchiveShared
        ? [
            `image and ${isPathAlone ? `path of the archive (${archive.store})` : `serverName (${archive.serverName})`} change together, as the CNPG documentation requires`,
          ]
        : []),
    ].join('; '),
    steps: [
      {
        commit: 'a Backup of the cluster, and a second Cluster recovered from it with the new image, as a rehearsal',
        wait: 'the backup is completed, and the rehearsal is upgraded, works with the application and is deleted',
      },
      ...(distributions
        ? [
            {
              commit: `PostgreSQL ${from} on ${distributions.to}, only the image; or keep it, and use the image of ${to} on ${distributions.from} below`,
              wait: 'the cluster is healthy, collation versions are compared, and indexes on text are rebuilt if they differ',
            },
          ]
        : []),
      ...(dumps.length > 0
        ? [
            {
              commit: `pg_dump ${to} in ${dumps.join(', ')}: it dumps PostgreSQL ${from} as well`,
              wait: 'a dump is taken',
            },
          ]
        : []),
      ...(parameters.length > 0
        ? [
            {
              commit: `only the parameters that PostgreSQL ${to} refuses: ${parameters.map(({ fix }) => fix).join(', ')}`,
              wait: `the cluster is healthy with PostgreSQL ${from}`,
            },
          ]
        : []),
      {
        commit: `${imageStep(change)}, at a time when the database may be down`,
        wait: `before it ${extensions}; after it the cluster is healthy with ${to} and all replicas are copied`,
      },
      {
        commit: 'a Backup of the cluster, immediately; ANALYZE, and ALTER EXTENSION … UPDATE in every database',
        wait: 'the backup is completed: before that nothing can be restored',
      },
    ],
  };
};

/** The archive of the new major must start with its image, in one commit. Otherwise the timelines of both majors meet. */
function imageStep({ archive, isArchiveShared, isPathAlone, newServer }: MajorChange): string {
  if (archive === undefined) return 'only the new image';
  if (isPathAlone)
    return `the new image and ${isArchiveShared ? 'another path of the archive' : `the path ${archive.store}`}, in this same commit`;
  const server = isArchiveShared ? `${newServer} in place of ${archive.serverName}` : archive.serverName;
  return `the new image and serverName ${server}, in this same commit`;
}
