import type { Construct } from 'constructs';
import { DRILL_LABEL } from '../../values/cnpg/drill';
import type { Instant } from '../../values/time/instant';
import { ObjectStore, type ObjectStoreProps } from '../backup/object-store';
import { childId } from '../base/child-id';
import { InputError } from '../base/input-error';
import { Folder } from '../gitops/folder';
import type { PostgresCluster } from './cluster';
import { PostgresClusterFromBackup } from './cluster-from-backup';
import type { PostgresClusterProps } from './cluster-props';
import { follow } from './companions';
import { dropFrom } from './dropped';
import { addOnlineUpgrade, type OnlineUpgrade } from './online-upgrades';
import { Pooler } from './pooler';
import { type Rebuild, serverNameAt } from './rebuild';
import { inOrder } from './recoveries-of';

/** One recovered cluster, as `npm run restore` declares it. */
export interface Recovery {
  /** Name of the recovered cluster. */
  readonly name: string;
  /** Name of the cluster whose backups it is made of. */
  readonly of: string;
  /** Instant up to which it is recovered. */
  readonly at: Instant;
  /** When a drill is to be removed; a cluster without it stays. @default - no drill */
  readonly expires?: Instant;
  /** Server name that it archives under: another one since a major upgrade. @default - its name */
  readonly serverName?: string;
}

/** The recovered clusters of an application. */
export interface Recoveries {
  /**
   * Names of the clusters that applications connect to, one for each database; a single one needs no list. Changing it is the cut-over.
   * @default - the original ones
   */
  readonly serving?: string | readonly string[];
  /** In the order in which they were declared: each may be of one before. */
  readonly recoveries: readonly Recovery[];
  /** Clusters that came back after their Kubernetes cluster was lost, in the order in which they were declared. @default - none */
  readonly rebuilds?: readonly Rebuild[];
  /** Clusters of a later major beside their source. @default - none */
  readonly upgrades?: readonly OnlineUpgrade[];
  /** Names of clusters that rest: their pods are gone, volumes and archive stay, and their schedules are suspended. @default - none */
  readonly hibernated?: readonly string[];
  /** Clusters that are no longer there. What was recovered from one stays as it is. @default - none */
  readonly dropped?: readonly DroppedCluster[];
}

/** A cluster that is no longer there. */
export interface DroppedCluster {
  /** Its name, which nothing else may have. */
  readonly name: string;
  /** Why nobody needs it any more. */
  readonly reason: string;
}

/** What of `recoveries.json` a chart renders; and of a database and all that is made of it, which one serves. */
type Rendered = 'recoveries' | 'drills' | 'serving';

/** On each cluster whose recoveries or drills its chart renders. */
const RENDERED = 'cnpg-gitops/rendered';

/** Whether the chart of a cluster renders what `npm run restore` would declare for it: what nobody reads must not be declared. */
export function renders(what: Rendered, cluster: PostgresCluster): boolean {
  return cluster.node.metadata.some(({ type, data }) => type === RENDERED && data === what);
}

function mark(clusters: readonly PostgresCluster[], what: Rendered): void {
  for (const { node } of clusters) node.addMetadata(RENDERED, what);
}

/**
 * Adds the recovered clusters that are here to stay, and those of a later major, each declared like its source. Each gets what its source has, whether that is added
 * before or after: schedules of backups, PodMonitor, alerts, dashboards and network policies; what is made for it by hand takes their place.
 * The one that serves has the source's objectives, and its additional services and poolers lead there.
 *
 * @returns the source and they
 * @throws InputError for a recovery or a rebuild of a cluster, or a serving one, that is not there
 */
export function addRecoveries(
  scope: Construct,
  source: PostgresCluster,
  { recoveries, serving, rebuilds = [], upgrades = [], hibernated = [], dropped = [] }: Recoveries,
): PostgresCluster[] {
  const clusters: PostgresCluster[] = [source];
  const isServing = (name: string) => namesOf(serving).includes(name);
  const isDropped = (name: string) => dropped.some((each) => each.name === name);
  const rebuild = (cluster: PostgresCluster) => {
    for (const each of rebuilds.filter(({ name }) => name === cluster.name)) cluster.rebuild(each);
  };
  rebuild(source);
  const lasting = recoveries.filter(({ expires }) => expires === undefined);
  for (const made of inOrder(source.name, lasting, upgrades)) {
    const cluster = named(clusters, made.of, `${'version' in made ? 'upgrade' : 'recovery'} "${made.name}"`);
    const { objectives, compliance } = source.declaration;
    const own = {
      ...(isServing(made.name) && { objectives }),
      // Beside its source, in an emergency, nobody should have to argue first. Once that is gone it is the database.
      ...(isServing(made.name) && isDropped(source.name) && { compliance }),
    };
    const copy =
      'version' in made
        ? addOnlineUpgrade(scope, cluster, made, own)
        : addRecovered(scope, cluster, made, { ...own, rebuilds });
    follow(cluster, copy);
    rebuild(copy);
    clusters.push(copy);
  }
  for (const { name } of rebuilds) named(clusters, name, 'rebuilds');
  const successor = servingCluster(clusters, { recoveries, serving });
  if (successor !== source) source.serveFrom(successor, clusters.slice(1, clusters.indexOf(successor)));
  mark(clusters, 'recoveries');
  mark([successor], 'serving');
  for (const name of hibernated) named(clusters, name, 'hibernated').hibernate();
  for (const { name, reason } of dropped) {
    if (name === successor.name)
      throw new InputError(FILE, `dropped: "${name}" serves; let another cluster serve first`);
    const copy = upgrades.find(({ of, detached = false }) => of === name && !detached);
    if (copy !== undefined) {
      throw new InputError(
        FILE,
        `dropped: "${copy.name}" still receives from "${name}"; end the replication first, with "detached": true at "${copy.name}"`,
      );
    }
    const gone = named(clusters, name, 'dropped');
    refusePooler(gone);
    dropFrom(scope, gone, reason);
  }
  return clusters;
}

type Own = Pick<PostgresClusterProps, 'objectives' | 'compliance'>;

function addRecovered(
  scope: Construct,
  cluster: PostgresCluster,
  { name, of, at, serverName }: Recovery,
  { rebuilds, ...own }: Own & { readonly rebuilds: readonly Rebuild[] },
): PostgresCluster {
  const store = cluster.archive?.store;
  return new PostgresClusterFromBackup(scope, childId(name), {
    name,
    source: { cluster, serverName: serverNameAt(rebuilds, of, at), target: { kind: 'time', time: at } },
    ...(serverName !== undefined && store !== undefined && { archive: { store, serverName } }),
    ...own,
  });
}

/**
 * Adds the drills in a folder of their own, whose namespace is that of the first cluster with `-drill`; without drills, nothing. The
 * secrets of the object store must be in that namespace, too.
 *
 * @param scope - the App, or a construct in it
 * @param path - of the folder, below `dist/`
 * @param store - the object store that the clusters archive to: drills read it through an object of their own
 * @throws InputError for a drill of a cluster that is not there
 */
export function addDrills(
  scope: Construct,
  path: string,
  clusters: readonly PostgresCluster[],
  { recoveries, rebuilds = [] }: Recoveries,
  store: ObjectStoreProps,
): PostgresClusterFromBackup[] {
  mark(clusters, 'drills');
  const drills = recoveries.flatMap(({ expires, ...drill }) => (expires === undefined ? [] : [{ ...drill, expires }]));
  const [first] = clusters;
  if (drills.length === 0 || first === undefined) return [];
  const folder = new Folder(scope, path, { namespace: `${first.namespace}-drill`, temporary: true });
  // What is read only has nothing to retain, and goes with the drill.
  const labels = { ...store.labels, [DRILL_LABEL]: 'true' };
  const props = { ...store, labels, namespace: undefined, retention: undefined, protection: 'none' } as const;
  const copy = new ObjectStore(folder, 'Backups', props);
  return drills.map(({ name, of, at, expires }) => {
    const cluster = named(clusters, of, `drill "${name}"`);
    const serverName = serverNameAt(rebuilds, of, at);
    const source = { cluster, store: copy, serverName, target: { kind: 'time', time: at } } as const;
    return new PostgresClusterFromBackup(folder, childId(name), { name, source, drill: { expires } });
  });
}

/** A pooler that was added before would go with it; later ones are part of what serves. */
function refusePooler(cluster: PostgresCluster): void {
  const pooler = cluster.node.findAll().find((construct) => construct instanceof Pooler);
  if (pooler !== undefined) {
    throw new InputError(
      FILE,
      `dropped: pooler "${pooler.name}" would go with "${cluster.name}"; add it after addRecoveries in chart.ts`,
    );
  }
}

/** The cluster that applications connect to. @throws InputError for one that is not there, and for two of one database */
export function servingCluster(clusters: readonly PostgresCluster[], { serving }: Recoveries): PostgresCluster {
  const names = namesOf(serving);
  const own = names.filter((name) => clusters.some((cluster) => cluster.name === name));
  if (own.length > 1) {
    throw new InputError(FILE, `serving: ${own.join(' and ')} would both serve for one database; name one of them`);
  }
  // Of several, none may be of this database. A single one that is nobody's is misspelled.
  const [first = (names.length === 1 ? names : clusters.map(({ name }) => name))[0] ?? ''] = own;
  return named(clusters, first, 'serving');
}

function namesOf(serving: Recoveries['serving']): readonly string[] {
  return serving === undefined ? [] : [serving].flat();
}

/** What errors name. */
const FILE = 'recoveries.json';

function named(clusters: readonly PostgresCluster[], name: string, what: string): PostgresCluster {
  const found = clusters.find((cluster) => cluster.name === name);
  if (found !== undefined) return found;
  const known = clusters.map((cluster) => cluster.name).join(', ');
  throw new InputError(FILE, `${what}: there is no cluster "${name}" before it; write one of ${known}`);
}
