import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { Kind } from '../object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { answerOf } from '../object/watched';
import type { ExternalClusterEntry } from './external-clusters';
import { archivingBarmanCloud, archivingPlugin } from './plugins';

const IN_TREE = 'spec.backup.barmanObjectStore';

/** Where a store, or a Cluster that archives without the plugin, configures Barman. */
export function configurationPath({ kind }: Manifest): string {
  return kind === 'Cluster' ? IN_TREE : 'spec.configuration';
}

/** Whether a configuration of Barman is for a bucket of S3, or of what speaks its language. */
export function storesInS3(configuration: unknown): boolean {
  return answerOf(record(configuration), 'destinationPath', (path) => text(path)?.startsWith('s3://') === true);
}

/** What archives the WAL of a Cluster, as it declares it: `plugin …` or `backup.barmanObjectStore`. */
export function archiverOf(cluster: Manifest): string | undefined {
  if ((at(cluster, IN_TREE) ?? null) !== null) return 'backup.barmanObjectStore';
  const plugin = archivingPlugin(cluster);
  return plugin && `plugin ${plugin.name}`;
}

/** Where a Cluster archives its WAL: the name of the ObjectStore or the path in the store, and the folder in it. */
export interface WalArchive {
  readonly store: string;
  readonly serverName: string;
}

/** Where the Barman Cloud plugin archives the WAL of a Cluster: `store` is the name of the ObjectStore. */
export function pluginArchiveOf(cluster: Manifest): WalArchive | undefined {
  const { barmanObjectName, serverName } = archivingBarmanCloud(cluster)?.parameters ?? {};
  const store = text(barmanObjectName);
  return store ? { store, serverName: text(serverName) || nameOf(cluster) } : undefined;
}

/** Where CNPG itself archives the WAL of a Cluster, without the plugin. */
export function inTreeArchiveOf(cluster: Manifest): WalArchive | undefined {
  const { destinationPath, serverName } = record(at(cluster, IN_TREE));
  const store = text(destinationPath);
  return store === undefined ? undefined : { store, serverName: text(serverName) || nameOf(cluster) };
}

/** The archive that a Cluster writes to; undefined if Barman does not archive its WAL. */
export function walArchiveOf(cluster: Manifest): WalArchive | undefined {
  return pluginArchiveOf(cluster) ?? inTreeArchiveOf(cluster);
}

/** A folder in an object store. Only one Cluster may write to it. */
export interface ArchiveFolder {
  /** Endpoint and destination path, or the name of the ObjectStore if it is not in the run. */
  readonly location: string;
  readonly serverName: string;
  readonly path: string;
}

export function isSameArchive(one: ArchiveFolder | undefined, other: ArchiveFolder | undefined): boolean {
  return one !== undefined && one.location === other?.location && one.serverName === other.serverName;
}

/** Where a Cluster archives its WAL and keeps its base backups; undefined if it does neither. */
export function archiveFolderOf(cluster: Manifest, index: Index): ArchiveFolder | undefined {
  const own = nameOf(cluster);
  if (own === '') return undefined;
  const inTree = at(cluster, IN_TREE);
  if (typeof inTree === 'object' && inTree !== null) return inTreeFolder(inTree, own, IN_TREE);
  const plugin = archivingBarmanCloud(cluster);
  return plugin && pluginFolder(plugin.parameters, cluster, index, plugin.path);
}

/** Where an entry of `externalClusters` reads from. */
export function sourceFolderOf(
  source: ExternalClusterEntry,
  cluster: Manifest,
  index: Index,
): ArchiveFolder | undefined {
  const { plugin, barmanObjectStore } = source.entry;
  const { name, parameters } = record(plugin);
  return name === BARMAN_CLOUD_PLUGIN
    ? pluginFolder(record(parameters), cluster, index, `${source.path}.plugin`)
    : inTreeFolder(barmanObjectStore, source.name, `${source.path}.barmanObjectStore`);
}

function inTreeFolder(configuration: unknown, byDefault: string, path: string): ArchiveFolder | undefined {
  const location = locationOf(configuration);
  return location === undefined
    ? undefined
    : { location, serverName: text(record(configuration).serverName) || byDefault, path };
}

function pluginFolder(
  { barmanObjectName, serverName }: Readonly<Record<string, unknown>>,
  cluster: Manifest,
  index: Index,
  path: string,
): ArchiveFolder | undefined {
  const name = text(barmanObjectName);
  if (name === undefined || name === '') return undefined;
  const namespace = namespaceOf(cluster);
  const store = index.get(Kind.OBJECT_STORE, namespace, name);
  const location = locationOf(at(store, 'spec.configuration')) ?? `ObjectStore ${namespace}/${name}`;
  return { location, serverName: text(serverName) || nameOf(cluster), path: `${path}.parameters` };
}

function locationOf(configuration: unknown): string | undefined {
  const { destinationPath, endpointURL } = record(configuration);
  const path = text(destinationPath)?.replace(/\/+$/, '');
  if (path === undefined || path === '') return undefined;
  const endpoint = text(endpointURL)?.replace(/\/+$/, '');
  return endpoint === undefined || endpoint === '' ? path : `${path} at ${endpoint}`;
}

function nameOf(cluster: Manifest): string {
  return text(cluster.metadata.name) ?? '';
}
