import type { PostgresCluster } from '../../constructs/index';
import type { ArchiveEntry, LineageEntry } from '../../plan/lineage/lineage-entry';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { isPostgresMajor, POSTGRES_MAJORS, type PostgresMajor } from '../../values/cnpg/image';
import { UsageError } from '../cli/usage-error';
import { olderCluster } from '../restore/other-major';
import { lineage } from '../restore/source';

/** The major of the call. @throws UsageError for one that is not known, and for an older one, with what goes back to it */
export function wantedMajor(
  { version, root }: { readonly version: string; readonly root: string },
  cluster: PostgresCluster,
): PostgresMajor {
  if (!isPostgresMajor(version)) {
    throw new UsageError(`postgres "${version}" is not known: write a major, one of ${POSTGRES_MAJORS.join(', ')}`);
  }
  if (Number(version) < Number(cluster.version)) {
    const old = archivesBefore(cluster, lineage(root)).findLast(({ major }) => major === Number(version));
    const back =
      old === undefined
        ? `${LINEAGE_FILE} knows no archive that ${version} of it wrote, so only a dump goes back`
        : `to have it as it was before the upgrade, ${olderCluster(old)}`;
    throw new UsageError(
      `postgres ${version} is older than ${cluster.version}, which runs: there is no downgrade; ${back}`,
    );
  }
  return version;
}

function archivesBefore(
  { namespace, name, version }: PostgresCluster,
  entries: readonly LineageEntry[],
): readonly ArchiveEntry[] {
  return entries
    .filter((entry) => 'archive' in entry)
    .filter(({ cluster, major }) => cluster === `${namespace}/${name}` && major < Number(version));
}
