import type { Construct } from 'constructs';
import { DRILL_LABEL } from '../../values/cnpg/drill';
import { attempt } from '../../values/text/invalid-value';
import { nameProblem } from '../../values/text/keys';
import { Instant } from '../../values/time/instant';
import { ObjectStore, type ObjectStoreProps } from '../backup/object-store';
import { refuse } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { Folder } from '../gitops/folder';
import type { PostgresCluster } from './cluster';
import { PostgresClusterFromBackup } from './cluster-from-backup';
import { follow } from './companions';
import { type Rebuild, serverNameAt } from './rebuild';

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
}

/** The recovered clusters of an application. */
export interface Recoveries {
  /** Name of the cluster that applications connect to: changing it is the cut-over. @default - the original one */
  readonly serving?: string;
  /** In the order in which they were declared: each may be of one before. */
  readonly recoveries: readonly Recovery[];
  /** Clusters that came back after their Kubernetes cluster was lost, in the order in which they were declared. @default - none */
  readonly rebuilds?: readonly Rebuild[];
}

/**
 * Reads `apps/<name>/recoveries.json`.
 * @throws InputError for anything that `npm run restore` would not write: a missing field, an instant without a zone, a name twice.
 */
export function recoveriesFrom(data: unknown): Recoveries {
  const { serving, recoveries, rebuilds = [] } = fieldsOf(data, ['serving', 'recoveries', 'rebuilds']);
  if (serving !== undefined && typeof serving !== 'string') throw refused('serving', serving, 'the name of a cluster');
  if (!Array.isArray(recoveries)) throw refused('recoveries', recoveries, 'a list');
  if (!Array.isArray(rebuilds)) throw refused('rebuilds', rebuilds, 'a list');
  const read = recoveries.map(readRecovery);
  const twice = read.find(({ name }, index) => read.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new InputError(FILE, `recovery "${twice.name}" is declared twice; keep one of them`);
  if (rebuilds.length === 0) return { serving, recoveries: read };
  return { serving, recoveries: read, rebuilds: rebuilds.map(readRebuild) };
}

/** What of `recoveries.json` a chart renders. */
type Rendered = 'recoveries' | 'drills';

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
 * Adds the recovered clusters that are here to stay, each declared like its source. Each gets what its source has, whether that is added
 * before or after: schedules of backups, PodMonitor, alerts, dashboards and network policies; what is made for it by hand takes their place.
 * The one that serves has the source's objectives, and its additional services and poolers lead there.
 *
 * @returns the source and they
 * @throws InputError for a recovery or a rebuild of a cluster, or a serving one, that is not there
 */
export function addRecoveries(
  scope: Construct,
  source: PostgresCluster,
  { recoveries, serving, rebuilds = [] }: Recoveries,
): PostgresCluster[] {
  const clusters: PostgresCluster[] = [source];
  const rebuild = (cluster: PostgresCluster) => {
    for (const each of rebuilds.filter(({ name }) => name === cluster.name)) cluster.rebuild(each);
  };
  rebuild(source);
  for (const { name, of, at } of recoveries.filter(({ expires }) => expires === undefined)) {
    const cluster = named(clusters, of, `recovery "${name}"`);
    const objectives = name === serving ? source.declaration.objectives : undefined;
    const serverName = serverNameAt(rebuilds, of, at);
    const from = { cluster, serverName, target: { kind: 'time', time: at } } as const;
    const recovered = new PostgresClusterFromBackup(scope, name, { name, source: from, objectives });
    follow(cluster, recovered);
    rebuild(recovered);
    clusters.push(recovered);
  }
  for (const { name } of rebuilds) named(clusters, name, 'rebuilds');
  const successor = servingCluster(clusters, { recoveries, serving });
  if (successor !== source) source.serveFrom(successor);
  mark(clusters, 'recoveries');
  return clusters;
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
    return new PostgresClusterFromBackup(folder, name, { name, source, drill: { expires } });
  });
}

/** The cluster that applications connect to. @throws InputError for one that is not there */
export function servingCluster(clusters: readonly PostgresCluster[], { serving }: Recoveries): PostgresCluster {
  return named(clusters, serving ?? clusters[0]?.name ?? '', 'serving');
}

const FILE = 'recoveries.json';

function named(clusters: readonly PostgresCluster[], name: string, what: string): PostgresCluster {
  const found = clusters.find((cluster) => cluster.name === name);
  if (found !== undefined) return found;
  const known = clusters.map((cluster) => cluster.name).join(', ');
  throw new InputError(FILE, `${what}: there is no cluster "${name}" before it; write one of ${known}`);
}

function readRecovery(data: unknown, index: number): Recovery {
  const { name, of, at, expires } = fieldsOf(data, ['name', 'of', 'at', 'expires']);
  const here = `recoveries[${index}]`;
  if (typeof name !== 'string') throw refused(`${here}.name`, name, 'the name of the new cluster');
  if (typeof of !== 'string') throw refused(`${here}.of`, of, 'the name of the cluster to read backups from');
  const recovery = { name, of, at: instant(`${here}.at`, at) };
  return expires === undefined ? recovery : { ...recovery, expires: instant(`${here}.expires`, expires) };
}

function readRebuild(data: unknown, index: number): Rebuild {
  const { name, from, to, replaces, on, at } = fieldsOf(data, ['name', 'from', 'to', 'replaces', 'on', 'at']);
  const here = `rebuilds[${index}]`;
  if (typeof name !== 'string') throw refused(`${here}.name`, name, 'the name of the cluster');
  if (typeof from !== 'string') throw refused(`${here}.from`, from, 'the server name of the archive to read');
  if (typeof to !== 'string') throw refused(`${here}.to`, to, 'the server name of the archive to write');
  if (replaces !== undefined && typeof replaces !== 'string') {
    throw refused(`${here}.replaces`, replaces, 'the server name that was declared');
  }
  const rebuild = { name, from, to, ...(replaces !== undefined && { replaces }), on: instant(`${here}.on`, on) };
  return at === undefined ? rebuild : { ...rebuild, at: instant(`${here}.at`, at) };
}

function instant(path: string, text: unknown): Instant {
  const read = typeof text === 'string' ? attempt(() => Instant.parse(text)) : undefined;
  if (read === undefined) throw refused(path, text, 'an instant with its zone, such as 2026-11-20T13:37:00Z');
  return read;
}

function fieldsOf(data: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw refused('it', data, 'an object');
  refuse(FILE, nameProblem(data, known));
  return data as Record<string, unknown>;
}

function refused(path: string, given: unknown, allowed: string): InputError {
  return new InputError(FILE, `${path} is ${JSON.stringify(given)}: give ${allowed}`);
}
