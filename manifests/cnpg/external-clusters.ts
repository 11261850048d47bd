import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** An entry of `externalClusters`. */
export interface ExternalCluster {
  readonly name: string;
  readonly path: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

export function externalClustersOf(cluster: Manifest): ExternalCluster[] {
  return list(at(cluster, 'spec.externalClusters')).flatMap((value, index) => {
    const entry = record(value);
    const name = text(entry.name);
    return name === undefined ? [] : [{ name, path: `spec.externalClusters[${index}]`, entry }];
  });
}

/** A folder in an object store: nobody else may write there. */
export interface Archive {
  /** Endpoint and destination path, or the ObjectStore that names them, if it is not in the run. */
  readonly location: string;
  readonly serverName: string;
  readonly path: string;
}

/** Where a Cluster archives its WAL and keeps its base backups; undefined where it does not. */
export function archiveOf(cluster: Manifest, index: Index): Archive | undefined {
  const own = text(cluster.metadata.name) ?? '';
  if (own === '') return undefined;
  const inTree = at(cluster, 'spec.backup.barmanObjectStore');
  if (typeof inTree === 'object' && inTree !== null) return inTreeArchive(inTree, own, 'spec.backup.barmanObjectStore');
  const plugins = list(at(cluster, 'spec.plugins')).map(record);
  const position = plugins.findIndex(
    ({ name, enabled, isWALArchiver }) => name === BARMAN_CLOUD_PLUGIN && enabled !== false && isWALArchiver === true,
  );
  return position < 0 ? undefined : pluginArchive(plugins[position], own, cluster, index, `spec.plugins[${position}]`);
}

/** Where an entry of `externalClusters` reads from. */
export function sourceArchiveOf(source: ExternalCluster, cluster: Manifest, index: Index): Archive | undefined {
  const { plugin, barmanObjectStore } = source.entry;
  if (record(plugin).name === BARMAN_CLOUD_PLUGIN) {
    return pluginArchive(plugin, text(cluster.metadata.name) ?? '', cluster, index, `${source.path}.plugin`);
  }
  return inTreeArchive(barmanObjectStore, source.name, `${source.path}.barmanObjectStore`);
}

function inTreeArchive(configuration: unknown, serverName: string, path: string): Archive | undefined {
  const location = locationOf(configuration);
  return location === undefined
    ? undefined
    : { location, serverName: text(record(configuration).serverName) || serverName, path };
}

function pluginArchive(
  plugin: unknown,
  serverName: string,
  cluster: Manifest,
  index: Index,
  path: string,
): Archive | undefined {
  const parameters = record(record(plugin).parameters);
  const name = text(parameters.barmanObjectName);
  if (name === undefined || name === '') return undefined;
  const namespace = namespaceOf(cluster);
  const store = index.get(Kind.OBJECT_STORE, namespace, name);
  const location = locationOf(at(store, 'spec.configuration')) ?? `ObjectStore ${namespace}/${name}`;
  return { location, serverName: text(parameters.serverName) || serverName, path: `${path}.parameters` };
}

function locationOf(configuration: unknown): string | undefined {
  const { destinationPath, endpointURL } = record(configuration);
  const path = text(destinationPath)?.replace(/\/+$/, '');
  if (path === undefined || path === '') return undefined;
  const endpoint = text(endpointURL)?.replace(/\/+$/, '');
  return endpoint === undefined || endpoint === '' ? path : `${path} at ${endpoint}`;
}
