import { resolve } from 'node:path';
import type { App } from 'cdk8s';
import type { OnlineUpgrade, PostgresCluster, Recoveries } from '../../constructs/index';
import { renders } from '../../constructs/postgres/recoveries';
import { rootOf } from '../../constructs/postgres/recoveries-of';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import { parameterOf } from '../../manifests/postgres/server-parameters';
import { type MajorChange, serverNameFor } from '../../plan/engine/major-change';
import type { PostgresMajor } from '../../values/cnpg/image';
import { clusterNameProblem } from '../../values/kubernetes/names';
import { firstFree } from '../../values/text/first-free';
import { lastingClusters } from '../applications/serving-database';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';
import { clientsOf } from '../restore/clients';
import { readRecoveries, writeRecoveries } from '../restore/recoveries-file';
import type { MajorSituation } from './major-aftercare';
import { printOnline } from './online-procedure';

interface OnlineRequest {
  readonly situation: MajorSituation;
  /** Its tree. */
  readonly app: App;
  readonly cluster: PostgresCluster;
  readonly to: PostgresMajor;
  /** The new image; undefined where a catalog has it. */
  readonly image: string | undefined;
  readonly after: Manifest;
  /** What is rendered with it. */
  readonly index: Index;
  readonly major: MajorChange;
  /** Names of clusters and archives that there are or were. */
  readonly used: readonly string[];
  readonly root: string;
  readonly console: Console;
}

/**
 * Declares a cluster of a later major beside the one that serves, in `apps/<application>/recoveries.json`, and prints the steps of the
 * cut-over. The same call again changes nothing.
 *
 * @returns the exit code: 1 where the new cluster would not start or receive, and nothing is written
 */
export function upgradeOnline(request: OnlineRequest): number {
  const { situation, app, cluster, to, image, root, console } = request;
  const shown = `apps/${situation.application}/recoveries.json`;
  const file = resolve(root, shown);
  const declared = readRecoveries(file, shown);
  if (!renders('recoveries', cluster)) {
    throw new UsageError(
      `${shown} is not read for cluster "${cluster.name}", so nothing would be upgraded: call addRecoveries(folder, cluster, recoveries) in chart.ts with \`recoveries: recoveriesFrom(…)\` of that file, see docs/recovery.md`,
    );
  }
  if (image === undefined) {
    throw new UsageError(
      `--online: the image of "${cluster.name}" comes from a catalog, and a copy needs one of its own`,
    );
  }
  const refused = obstacles(request);
  if (refused.length > 0) {
    console.err(
      `${shown} stays as it is: no cluster of PostgreSQL ${to} can follow ${cluster.name}. Mend this first, in commits of its own:\n${refused.map((line) => `  ${line}\n`).join('')}`,
    );
    return 1;
  }
  const known = declared.upgrades?.find(({ of, version }) => of === cluster.name && version === to);
  if (known === undefined) refusePending(shown, declared, request);
  const upgrade = known ?? { name: nameFor(request, declared), of: cluster.name, version: to, image };
  if (known === undefined && !situation.dryRun) {
    writeRecoveries(file, { ...declared, upgrades: [...(declared.upgrades ?? []), upgrade] });
  }
  const dry = situation.dryRun ? ' (dry run: nothing is written)' : '';
  console.out(`${shown}: ${upgrade.name} is ${known ? 'declared already' : 'declared'}${dry}\n`);
  const beside = lastingClusters(app).filter(({ name }) => name === upgrade.name);
  const clients = clientsOf(app, [cluster, ...beside], request.index);
  const losses = request.major.startLosses;
  console.out(printOnline({ ...situation, file: shown, upgrade, owner: cluster.owner, clients, losses }));
  return 0;
}

/** What is copied: the database, or where that is the copy already, after the cut-over to it, what it was made of. */
export function copiedFrom(
  { root, app, version }: { readonly root: string; readonly app: string; readonly version: string },
  database: string,
): string {
  const shown = `apps/${app}/recoveries.json`;
  const { upgrades = [], dropped = [] } = readRecoveries(resolve(root, shown), shown);
  const of = upgrades.find((upgrade) => upgrade.version === version && upgrade.name === database)?.of;
  return of === undefined || dropped.some(({ name }) => name === of) ? database : of;
}

/** Two copies of one database would each need a cut-over; the one that loses it is forgotten. */
function refusePending(file: string, declared: Recoveries, { cluster, situation }: OnlineRequest): void {
  const root = rootOf(declared, cluster.name);
  const isDropped = (cluster: string) => declared.dropped?.some(({ name }) => name === cluster) ?? false;
  const pending = declared.upgrades?.find(({ name, of }) => rootOf(declared, name) === root && !isDropped(of));
  if (pending === undefined) return;
  throw new UsageError(
    `${file} declares ${pending.name}, the copy of ${pending.of} in PostgreSQL ${pending.version}: finish that upgrade by its steps (npm run upgrade -- postgres ${pending.version} --app ${situation.application} --online prints them), or take its entry out as its way back says`,
  );
}

/** Another distribution is no obstacle here: rows are written anew, and so are the indexes. */
function obstacles({ major, after, cluster, index }: OnlineRequest): string[] {
  const level = parameterOf(after, 'wal_level');
  const others = databasesBeside(cluster.database, after, index).map(
    ({ object, database }) =>
      `database "${database}" (Database ${object}) would not be in the new cluster: only the application database "${cluster.database}" is copied. Upgrade in place, without --online, which takes every database along; or move it to another cluster before`,
  );
  return [
    ...major.startObstacles,
    ...(level === 'logical'
      ? []
      : [`wal_level is ${level}, and logical replication needs logical: remove it, which restarts PostgreSQL`]),
    ...others,
  ];
}

/** The declared databases of a cluster but for its application database: logical replication is of one database. */
function databasesBeside(application: string, cluster: Manifest, index: Index) {
  return dependentsOf(Kind.DATABASE, cluster, index)
    .filter((manifest) => at(manifest, 'spec.ensure') !== 'absent')
    .map((manifest) => ({ object: String(manifest.metadata.name), database: text(at(manifest, 'spec.name')) ?? '' }))
    .filter(({ database }) => database !== application);
}

function nameFor({ cluster, to, used }: OnlineRequest, { recoveries }: Recoveries): OnlineUpgrade['name'] {
  const taken = [...used, ...recoveries.map(({ name }) => name)];
  const name = firstFree(serverNameFor(cluster.name, Number(to)), (each) => taken.includes(each));
  const problem = clusterNameProblem(name);
  if (problem !== undefined) throw new UsageError(`"${name}", the name of the new cluster, ${problem}`);
  return name;
}
