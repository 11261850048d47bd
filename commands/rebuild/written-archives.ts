import type { App } from 'cdk8s';
import type { PostgresCluster } from '../../constructs/index';
import { renders } from '../../constructs/postgres/recoveries';
import { Kind } from '../../manifests/object/kinds';
import { archivesOf } from '../../plan/engine/archives';
import { type ArchiveEntry, serverNameIn, withServerName } from '../../plan/lineage/lineage-entry';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { inTreeProblem, READS_PLUGIN } from '../restore/in-tree-archive';
import { indexOf, lineage } from '../restore/source';

/** The archives of the clusters of an application: those that they would write now, and those that the lineage lock remembers. */
export interface WrittenArchives {
  readonly now: readonly ArchiveEntry[];
  readonly written: readonly ArchiveEntry[];
}

export function writtenArchives(app: App, root: string): WrittenArchives {
  const index = indexOf(app);
  return {
    now: index.all(Kind.CLUSTER).flatMap((cluster) => archivesOf(cluster, index)),
    written: lineage(root).filter((entry) => 'archive' in entry),
  };
}

/** Why a cluster cannot be brought back, as sentences. */
export function rebuildObstacles(
  cluster: PostgresCluster,
  application: string,
  archives: WrittenArchives,
  from: string | undefined,
): string[] {
  const { name, version } = cluster;
  const owner = `${cluster.namespace}/${name}`;
  const [now] = archives.now.filter((entry) => entry.cluster === owner);
  const own = archives.written.filter((entry) => entry.cluster === owner);
  if (cluster.declaration.replica !== undefined) {
    return [`cluster "${name}" has \`replica\`: make the other site the primary, and this one its replica again`];
  }
  const inTree = inTreeProblem(cluster, READS_PLUGIN);
  if (inTree !== undefined) return [inTree];
  if (now === undefined) {
    return [`cluster "${name}" archives nowhere, so it comes back empty; leave it out with --cluster`];
  }
  const known = [...new Set(own.map(({ archive }) => serverNameIn(archive)))];
  const wanted = from === undefined ? now.archive : withServerName(now.archive, from);
  const found = own.filter(({ archive }) => archive === wanted);
  if (found.length === 0) {
    const other = known.length === 0 ? 'none' : `${known.join(', ')}: choose one with --from`;
    return [`cluster "${name}" never wrote to ${wanted}: ${LINEAGE_FILE} knows of ${other}`];
  }
  if (!found.some(({ major }) => String(major) === version)) {
    const major = found.map((entry) => entry.major).join(' and ');
    return [`${wanted} was written by PostgreSQL ${major}, and ${name} is declared with ${version}: declare ${major}`];
  }
  if (renders('recoveries', cluster)) return [];
  return [
    `${comesBack(cluster, wanted)}; call addRecoveries(folder, cluster, recoveries) in chart.ts with \`recoveries: recoveriesFrom(…)\` of apps/${application}/recoveries.json, see docs/rebuild.md`,
  ];
}

/** What happens where git is applied as it is. */
function comesBack({ name, declaration: { bootstrap } }: PostgresCluster, archive: string): string {
  if (bootstrap.method !== 'recovery') {
    return `cluster "${name}" would come back empty: its bootstrap is ${bootstrap.method}, although ${archive} was written`;
  }
  const time = bootstrap.target !== undefined && 'time' in bootstrap.target ? ` to ${bootstrap.target.time}` : '';
  return `cluster "${name}" would go back in time: its bootstrap is the recovery${time} that once made it, although ${archive} was written since`;
}
