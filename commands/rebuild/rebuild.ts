import { resolve } from 'node:path';
import type { App } from 'cdk8s';
import {
  type Application,
  Instant,
  type PostgresCluster,
  type Rebuild,
  type Recoveries,
  targetOf,
} from '../../constructs/index';
import { serverNameAt } from '../../constructs/postgres/rebuild';
import { clustersOf, manifestsOf, treeOf } from '../applications/application-tree';
import { lastingClusters } from '../applications/serving-database';
import type { Console } from '../cli/console';
import { oneApplication, oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { instantOf } from '../restore/given-instant';
import { nextName } from '../restore/next-name';
import { beforeFirstBackup, readArchive, refuseOtherMajor } from '../restore/other-major';
import { knownBugs } from '../restore/procedure';
import { declaredNames, readRecoveries, writeRecoveries } from '../restore/recoveries-file';
import { facts, indexOf, keptDays, usedNames } from '../restore/source';
import { notInGit } from './not-in-git';
import { rebuildSteps } from './rebuild-procedure';
import { rebuildObstacles, writtenArchives } from './written-archives';

/** What `npm run rebuild` is asked for. */
export interface RebuildRequest {
  /** Name of the application. */
  readonly application: string;
  /** Instant with its zone up to which all is recovered. @default - the newest point of each archive */
  readonly at?: string;
  /** Whether the Kubernetes cluster was lost once more since the rebuild that is declared. */
  readonly again?: boolean;
  /** Server name of an archive that the cluster wrote before. @default - the one that it wrote last */
  readonly from?: string;
  /** Name of one Cluster. @default - all of the application */
  readonly cluster?: string;
  /** Folder of the repository. */
  readonly root: string;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Declares in `apps/<application>/recoveries.json` that its clusters come back out of their own archives, under their names, and prints the
 * way. The same call again changes nothing.
 *
 * @returns the exit code
 * @throws UsageError where a cluster would come back empty, or at an earlier point in time than asked for
 */
export function rebuild(applications: readonly Application[], request: RebuildRequest): number {
  const { root, console, again = false } = request;
  const application = oneApplication(applications, request.application);
  const shown = `apps/${application.name}/recoveries.json`;
  const file = resolve(root, shown);
  const declared = readRecoveries(file, shown);
  const app = treeOf(application);
  const clusters = chosen(app, application.name, request);
  const before = again ? [] : inForce(declared, clusters);
  if (before.length === 0) refuse(application, app, clusters, declared, request);
  const rebuilds = before.length > 0 ? before : declare(app, clusters, declared, request);
  if (before.length === 0) {
    const drills = declared.recoveries.filter(({ expires }) => expires !== undefined);
    const recoveries = declared.recoveries.filter((each) => !drills.includes(each));
    writeRecoveries(file, { ...declared, recoveries, rebuilds: [...(declared.rebuilds ?? []), ...rebuilds] });
    for (const { name } of drills) console.out(`${shown}: drill ${name} is gone with its Kubernetes cluster\n`);
  }
  for (const { name, from, to, at } of rebuilds) {
    const point = at === undefined ? 'its newest point' : at.toString();
    const state = before.length > 0 ? 'is declared already as' : 'is declared as';
    console.out(
      `${shown}: ${name} ${state} recovered from "${from}" to ${point}, and archives as "${to}" from then on\n`,
    );
  }
  if (before.length > 0) {
    console.out(`if the Kubernetes cluster was lost once more: npm run rebuild -- ${application.name} --again\n`);
  }
  const { operator } = targetOf(application);
  const bugs = clusters.flatMap((cluster) => facts(app, cluster, cluster.name, operator).bugs);
  const met = bugs.filter((each, i) => bugs.findIndex(({ bug }) => bug.issue === each.bug.issue) === i);
  const residents = applications.filter(({ platform }) => platform !== undefined && platform === application.platform);
  console.out(`\n${knownBugs({ operator, bugs: met }, rebuilds.map(({ name }) => name).join(' and '))}`);
  console.out(
    rebuildSteps({
      application: application.name,
      platform: application.platform?.name,
      gitops: application.platform?.gitops,
      file: shown,
      clusters: clusters.map(({ name, namespace }) => ({ name, namespace })),
      rebuilds,
      operator,
      missing: notInGit(manifestsOf(application), residents.flatMap(manifestsOf)),
    }),
  );
  return 0;
}

/** Drills are gone, and nothing is asked of them. */
function chosen(app: App, application: string, { cluster, from }: RebuildRequest): PostgresCluster[] {
  const all = lastingClusters(app);
  if (all.length === 0) throw new UsageError(`application "${application}" has no database`);
  const clusters = cluster === undefined ? [...all] : [oneNamed(all, cluster, 'cluster')];
  if (from !== undefined && clusters.length > 1) {
    const names = clusters.map(({ name }) => name).join(', ');
    throw new UsageError(`--from "${from}" is of one cluster: add --cluster with one of ${names}`);
  }
  return clusters;
}

/** The rebuilds in force, of the clusters that have one: one is over where another archive is declared since. */
function inForce({ rebuilds = [] }: Recoveries, clusters: readonly PostgresCluster[]): Rebuild[] {
  return clusters.flatMap(
    ({ name, archive }) => rebuilds.findLast((each) => each.name === name && each.to === archive?.serverName) ?? [],
  );
}

function refuse(
  application: Application,
  app: App,
  clusters: readonly PostgresCluster[],
  declared: Recoveries,
  request: RebuildRequest,
): void {
  const written = writtenArchives(app, request.root);
  const obstacles = clusters.flatMap((cluster) =>
    rebuildObstacles(cluster, application.name, written, serverNameOf(cluster, declared, request)),
  );
  if (obstacles.length > 0) throw new UsageError(obstacles.join('\n'));
}

/** Server name of the archive to recover from; undefined for the one that a cluster writes now. */
function serverNameOf(
  { name }: PostgresCluster,
  { rebuilds = [] }: Recoveries,
  { at, from, now }: RebuildRequest,
): string | undefined {
  return from ?? (at === undefined ? undefined : serverNameAt(rebuilds, name, instantOf(at, now, undefined)));
}

function declare(
  app: App,
  clusters: readonly PostgresCluster[],
  declared: Recoveries,
  request: RebuildRequest,
): Rebuild[] {
  const { at, root, now } = request;
  const used = new Set([...usedNames(root), ...declaredNames(declared), ...clustersOf(app).map(({ name }) => name)]);
  const index = indexOf(app);
  return clusters.map((cluster) => {
    const { name } = cluster;
    const time = at === undefined ? undefined : instantOf(at, now, keptDays(index, cluster));
    refuseBefore(declared, name, time);
    if (time !== undefined && request.from === undefined) {
      const read = readArchive({ index, cluster, time, rebuilds: declared.rebuilds, root });
      refuseOtherMajor(read);
      request.console.out(beforeFirstBackup(read));
    }
    const replaces = cluster.archive?.serverName ?? name;
    const from = serverNameOf(cluster, declared, request) ?? replaces;
    const to = nextName(name, used);
    used.add(to);
    const rebuild = {
      name,
      from,
      to,
      ...(replaces !== from && { replaces }),
      on: Instant.fromDate(now),
      ...(time !== undefined && { at: time }),
    };
    // Whatever the construct refuses is said before the file is written.
    cluster.rebuild(rebuild);
    return rebuild;
  });
}

/** A recovered cluster archives from its own first base backup on. */
function refuseBefore({ recoveries }: Recoveries, name: string, time: Instant | undefined): void {
  const made = recoveries.find((each) => each.name === name);
  if (made === undefined || time === undefined || time.compareTo(made.at) > 0) return;
  throw new UsageError(
    `--at ${time}: ${name} was itself recovered from ${made.of} to ${made.at}, and its archive has nothing before; choose another instant, or another cluster with --cluster`,
  );
}
