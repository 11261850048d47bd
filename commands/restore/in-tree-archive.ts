import type { PostgresCluster } from '../../constructs/index';

/** Why none of its backups is recovered. */
export const READS_PLUGIN = 'and a recovery here reads archives of the plugin';

/** What has an archive of the plugin as its condition is refused for a cluster that CNPG archives by itself, with the way to the plugin. */
export function inTreeProblem({ name, archived, archivedInTree }: PostgresCluster, reason: string): string | undefined {
  if (archived || !archivedInTree) return undefined;
  return `cluster "${name}" archives by in-tree Barman Cloud, ${reason}: move it to the plugin first, in the commits of docs/adopt.md, "From in-tree Barman Cloud to the plugin"`;
}
