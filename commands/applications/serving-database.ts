import type { App } from 'cdk8s';
import { Folder, type PostgresCluster, PostgresClusterFromBackup } from '../../constructs/index';
import { receivesFrom } from '../../constructs/postgres/online-upgrades';
import { renders } from '../../constructs/postgres/recoveries';
import type { Manifest } from '../../manifests/object/manifest';
import { oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { clustersOf } from './application-tree';

/**
 * The cluster that a command is about: the chosen one, or the database of the application, which is what applications connect to. A cluster
 * that was recovered or upgraded online is the database from the cut-over on, whether or not the old one is still there.
 * @throws UsageError for a cluster that is not there, and where an application has no database, or several
 */
export function oneDatabase(app: App, application: string, chosen: string | undefined): PostgresCluster {
  if (chosen !== undefined) return oneNamed(lastingClusters(app), chosen, 'cluster');
  const databases = databasesIn(app);
  const [first, ...more] = databases;
  if (first === undefined) throw new UsageError(`application "${application}" has no database`);
  if (more.length === 0) return first;
  const names = databases.map(({ name }) => name).join(', ');
  throw new UsageError(`application "${application}" has several clusters: add --cluster with one of ${names}`);
}

/** The databases of an application, each by the one cluster of it that serves. */
export function databasesIn(app: App): readonly PostgresCluster[] {
  const clusters = lastingClusters(app);
  const databases = clusters.filter((cluster) =>
    renders('recoveries', cluster)
      ? renders('serving', cluster)
      : !(isDerived(cluster, clusters) || isElsewhere(cluster)),
  );
  // A chart may declare a recovered cluster by itself, and nothing else any more.
  return databases.length > 0 ? databases : clusters;
}

/** Of rendered Clusters those that are meant where none is named: the databases, and what no construct has made. */
export function meantAmong(app: App, clusters: readonly Manifest[]): readonly Manifest[] {
  const [made, databases] = [clustersOf(app), databasesIn(app)];
  const isOf = (all: readonly PostgresCluster[], { metadata }: Manifest) =>
    all.some(({ name, namespace }) => name === metadata.name && namespace === metadata.namespace);
  return clusters.filter((manifest) => isOf(databases, manifest) || !isOf(made, manifest));
}

/** All clusters but copies to look at, which end. */
export function lastingClusters(app: App): readonly PostgresCluster[] {
  return clustersOf(app).filter((cluster) => !isRecovered(cluster) || cluster.expires === undefined);
}

/** Whether a cluster was recovered from another one of the application, or is its copy in a later major. */
export function isDerived(cluster: PostgresCluster, all: readonly PostgresCluster[]): boolean {
  return isRecovered(cluster) || all.some(({ name }) => receivesFrom(cluster, name));
}

/** Whether it is the second site of a database, which another Kubernetes cluster has. */
function isElsewhere({ node }: PostgresCluster): boolean {
  const folder = node.scopes.find((scope): scope is Folder => scope instanceof Folder);
  return folder?.platform !== undefined;
}

function isRecovered(cluster: PostgresCluster): cluster is PostgresClusterFromBackup {
  return cluster instanceof PostgresClusterFromBackup;
}
