import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { at, list, type Manifest, record, text } from '../object/manifest';

/** A plugin of a Cluster that is switched on. */
export interface EnabledPlugin {
  readonly name: string;
  /** Path of its entry: `spec.plugins[0]`. */
  readonly path: string;
  readonly isWalArchiver: boolean;
}

export function enabledPlugins(cluster: Manifest): EnabledPlugin[] {
  return list(at(cluster, 'spec.plugins')).flatMap((entry, index) => {
    const { name, enabled, isWALArchiver } = record(entry);
    if (typeof name !== 'string' || enabled === false) return [];
    return [{ name, path: `spec.plugins[${index}]`, isWalArchiver: isWALArchiver === true }];
  });
}

/** A place of a Cluster that names an ObjectStore, which the plugin looks up in the Cluster's own namespace. */
export interface StoreReference {
  readonly store: string;
  readonly path: string;
}

export function storeReferences(cluster: Manifest): StoreReference[] {
  return barmanPlugins(cluster).flatMap(({ plugin, path }) => {
    const store = text(record(plugin.parameters).barmanObjectName);
    return store === undefined || store === '' ? [] : [{ store, path: `${path}.parameters.barmanObjectName` }];
  });
}

/** The entries of the Barman Cloud plugin that are switched on: the Cluster's own one, and those of its external clusters. */
export function barmanPlugins(cluster: Manifest): { plugin: Readonly<Record<string, unknown>>; path: string }[] {
  const own = list(at(cluster, 'spec.plugins')).map((plugin, index) => ({ plugin, path: `spec.plugins[${index}]` }));
  const external = list(at(cluster, 'spec.externalClusters')).map((entry, index) => ({
    plugin: record(entry).plugin,
    path: `spec.externalClusters[${index}].plugin`,
  }));
  return [...own, ...external]
    .map(({ plugin, path }) => ({ plugin: record(plugin), path }))
    .filter(({ plugin }) => plugin.name === BARMAN_CLOUD_PLUGIN && plugin.enabled !== false);
}

/** Where a Cluster archives its WAL: the name of the store or its path, and the folder in it. */
export interface WalArchive {
  readonly store: string;
  readonly server: string;
}

/** The archive that a Cluster writes to; undefined where nothing of Barman archives. */
export function walArchiveOf(cluster: Manifest): WalArchive | undefined {
  const name = text(cluster.metadata.name) ?? '';
  const plugin = list(at(cluster, 'spec.plugins'))
    .map(record)
    .find((each) => each.name === BARMAN_CLOUD_PLUGIN && each.enabled !== false && each.isWALArchiver === true);
  if (plugin !== undefined) {
    const { barmanObjectName, serverName } = record(plugin.parameters);
    return { store: text(barmanObjectName) ?? '', server: text(serverName) || name };
  }
  const { destinationPath, serverName } = record(at(cluster, 'spec.backup.barmanObjectStore'));
  return text(destinationPath) === undefined
    ? undefined
    : { store: String(destinationPath), server: text(serverName) || name };
}
