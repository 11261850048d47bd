import { resolve } from 'node:path';
import {
  type Application,
  Duration,
  Instant,
  type PostgresCluster,
  PostgresClusterFromBackup,
  type Recovery,
  targetOf,
} from '../../constructs/index';
import { renders } from '../../constructs/postgres/recoveries';
import { clusterNameProblem } from '../../values/kubernetes/names';
import { clustersOf, manifestsOf, neighboursOf, treeOf } from '../applications/application-tree';
import { oneDatabase } from '../applications/serving-database';
import type { Console } from '../cli/console';
import { oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import type { runScript } from '../new/run-script';
import { acceptedOf } from './accepted-of';
import { instantOf } from './given-instant';
import { laterChange, type RestoreStep, servingFor } from './later-change';
import { nextName } from './next-name';
import { beforeFirstBackup, readArchive, refuseOtherMajor } from './other-major';
import { cutOver, drillSteps, knownBugs } from './procedure';
import { declaredNames, readRecoveries, writeRecoveries } from './recoveries-file';
import { facts, indexOf, keptDays, usedNames } from './source';
import { writeTried } from './written-tried';

/** What `npm run restore` is asked for. */
export interface RestoreRequest extends RestoreStep {
  /** Name of the application. */
  readonly application: string;
  /** Name of the recovered cluster. @default - the source's with the next free `-r2`; a drill's with the instant */
  readonly into?: string;
  /** Whether it is a drill: isolated, without an archive, and gone after a week. */
  readonly drill?: boolean;
  /** Name of the Cluster to recover, for applications that have several. */
  readonly cluster?: string;
  /** Folder of the repository. */
  readonly root: string;
  readonly now: Date;
  readonly console: Console;
  /** Calls a command in a process of its own, which reads what was written. @default - what a later step makes is not tried */
  readonly run?: typeof runScript;
}

/** How long a drill may stay. */
const DRILL = Duration.days(7);

/**
 * Declares a recovered cluster in `apps/<application>/recoveries.json` and prints the commits of the cut-over and the way back. The same
 * call again changes nothing.
 *
 * @returns the exit code
 * @throws UsageError for what cannot be recovered, and for names that are taken
 */
export function restore(applications: readonly Application[], request: RestoreRequest): number {
  const { root, console } = request;
  const application = oneApplication(applications, request.application);
  const shown = `apps/${application.name}/recoveries.json`;
  const file = resolve(root, shown);
  const declared = readRecoveries(file, shown);
  const change = laterChange(request, declared, () => clustersOf(treeOf(application)).map(({ name }) => name));
  if (change !== undefined) {
    const refused = writeTried(request, file, change.recoveries, () => manifestsOf(application));
    if (refused !== undefined) {
      console.err(`${refused.trimEnd()}\n${shown} stays as it is: with this step nothing would be rendered any more\n`);
      return 1;
    }
    console.out(`${shown}: ${change.says}; npm run synth\n`);
    return 0;
  }
  const app = treeOf(application);
  const cluster = oneDatabase(app, application.name, request.cluster);
  const index = indexOf(app);
  const kept = keptDays(index, cluster);
  refuseUnread(shown, cluster, request.drill === true);
  const used = new Set([...usedNames(root), ...declaredNames(declared), ...clustersOf(app).map(({ name }) => name)]);
  const recovery = recoveryOf(request, cluster, declared.recoveries, kept, used);
  const { namespace } = cluster;
  const isDrill = recovery.expires !== undefined;
  const known = declared.recoveries.includes(recovery);
  const read = readArchive({ index, cluster, time: recovery.at, rebuilds: declared.rebuilds, root });
  if (!known) {
    refuseOtherMajor(read);
    refuseName(recovery.name, request.into, used);
    // Whatever the construct refuses is said before the file is written.
    const drill = recovery.expires && { expires: recovery.expires };
    new PostgresClusterFromBackup(cluster, 'Restore', { name: recovery.name, source: { cluster }, drill });
    writeRecoveries(file, { ...declared, recoveries: [...declared.recoveries, recovery] });
  }
  const { operator } = targetOf(application);
  const home = isDrill ? `${namespace}-drill` : namespace;
  const situation = {
    application: application.name,
    namespace: home,
    accepted: acceptedOf(application.suppressions, recovery, home),
    file: shown,
    recovery,
    serving: servingFor(declared, cluster.name),
    operator,
    gitops: application.platform?.gitops,
    isShared: isDrill && isShared(namespace, application, applications),
    ...facts(app, cluster, recovery.name, operator),
  };
  console.out(`${shown}: ${recovery.name} is ${known ? 'declared already' : 'declared'}\n\n`);
  console.out('Each step is a commit: do what it says, then git add apps dist lineage.lock.json, then git commit\n\n');
  console.out(beforeFirstBackup(read));
  console.out(knownBugs(situation, recovery.of));
  console.out(isDrill ? drillSteps(situation) : cutOver(situation));
  return 0;
}

/** Whether another application has clusters in the namespace: both have their copies in the same one, too. */
function isShared(
  namespace: string | undefined,
  application: Application,
  applications: readonly Application[],
): boolean {
  return neighboursOf(application, applications)
    .flatMap((other) => clustersOf(treeOf(other)))
    .some((cluster) => cluster.namespace === namespace);
}

function recoveryOf(
  { at: given, into, drill = false, now }: RestoreRequest,
  cluster: PostgresCluster,
  declared: readonly Recovery[],
  kept: number | undefined,
  used: ReadonlySet<string>,
): Recovery {
  if (given === undefined)
    throw new UsageError('--at is missing: give the instant to recover to, such as --at 2026-11-20T13:37:00Z');
  const time = instantOf(given, now, kept);
  const same = declared.find(
    (each) =>
      each.of === cluster.name &&
      each.at.compareTo(time) === 0 &&
      (each.expires !== undefined) === drill &&
      (into ?? each.name) === each.name,
  );
  if (same !== undefined) return same;
  const taken = declared.find(({ name }) => name === into);
  if (taken !== undefined) {
    throw new UsageError(
      `--into "${into}" is declared already, as the recovery of ${taken.of} to ${taken.at}; choose another name`,
    );
  }
  refuseBeforeItWas(declared, cluster, time);
  const name = into ?? (drill ? `${cluster.name}-drill-${stamp(time)}` : nextName(cluster.name, used));
  const recovery = { name, of: cluster.name, at: time };
  if (!drill) return recovery;
  return { ...recovery, expires: Instant.fromDate(new Date(startOfDay(now) + DRILL.toSeconds() * 1000)) };
}

/** A declaration that no chart reads looks like a recovery, and is none. */
function refuseUnread(file: string, cluster: PostgresCluster, drill: boolean): void {
  if (renders(drill ? 'drills' : 'recoveries', cluster)) return;
  const call = drill
    ? 'addDrills(app, path, clusters, recoveries, store)'
    : 'addRecoveries(folder, cluster, recoveries)';
  throw new UsageError(
    `${file} is not read for cluster "${cluster.name}", so nothing would be recovered: call ${call} in chart.ts with \`recoveries: recoveriesFrom(…)\` of that file, see docs/recovery.md; or declare a PostgresClusterFromBackup yourself`,
  );
}

/** A name that was not given follows from the instant: there, another one has to be. */
function refuseName(name: string, into: string | undefined, used: ReadonlySet<string>): void {
  const taken = 'is taken: a cluster has or had that name, and a restore is never in place';
  const problem = clusterNameProblem(name) ?? (used.has(name) ? taken : undefined);
  if (problem === undefined) return;
  const given = into === undefined ? `"${name}", the name without --into,` : `--into "${name}"`;
  throw new UsageError(`${given} ${problem}; choose another with --into`);
}

/** A recovered cluster archives from its own first base backup on, long after the instant that it was recovered to. */
function refuseBeforeItWas(declared: readonly Recovery[], cluster: PostgresCluster, time: Instant): void {
  const own = declared.find(({ name }) => name === cluster.name);
  if (own === undefined || time.compareTo(own.at) > 0) return;
  throw new UsageError(
    `--at ${time}: ${own.name} was itself recovered from ${own.of} to ${own.at}, and its archive has nothing before; add --cluster ${own.of}`,
  );
}

/** All of the instant, or two of one second would be one drill: `20261120t133700`, `20261120t13370025` for a quarter of a second later. */
function stamp(time: Instant): string {
  return time
    .toString()
    .replaceAll(/[-:.Z]/g, '')
    .toLowerCase();
}

function startOfDay(now: Date): number {
  return Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
}
