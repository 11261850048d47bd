import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { at, list, type Manifest, record, text } from '../object/manifest';

type Fields = Readonly<Record<string, unknown>>;

/** A place of a Cluster that configures a plugin, as it is written. */
export interface PluginEntry {
  /** `spec.plugins[0]`, `spec.externalClusters[0].plugin`. */
  readonly path: string;
  readonly plugin: Fields;
}

/** A plugin of a Cluster that is switched on. */
export interface EnabledPlugin {
  readonly name: string;
  /** Path of its entry: `spec.plugins[0]`. */
  readonly path: string;
  readonly isWalArchiver: boolean;
  readonly parameters: Fields;
}

/** The entries of a Cluster's own plugins, and those of its external clusters. */
export function pluginEntries(cluster: Manifest): PluginEntry[] {
  const external = list(at(cluster, 'spec.externalClusters')).map((entry, index) => ({
    plugin: record(record(entry).plugin),
    path: `spec.externalClusters[${index}].plugin`,
  }));
  return [...ownEntries(cluster), ...external];
}

export function enabledPlugins(cluster: Manifest): EnabledPlugin[] {
  return ownEntries(cluster).flatMap(({ path, plugin }) => {
    const { name, enabled, isWALArchiver, parameters } = plugin;
    if (typeof name !== 'string' || enabled === false) return [];
    return [{ name, path, isWalArchiver: isWALArchiver === true, parameters: record(parameters) }];
  });
}

/** The plugin that archives the WAL of a Cluster, whichever it is. */
export function archivingPlugin(cluster: Manifest): EnabledPlugin | undefined {
  return enabledPlugins(cluster).find(({ isWalArchiver }) => isWalArchiver);
}

/** The Barman Cloud plugin of a Cluster, whether it archives or not. */
export function barmanCloudOf(cluster: Manifest): EnabledPlugin | undefined {
  return enabledPlugins(cluster).find(({ name }) => name === BARMAN_CLOUD_PLUGIN);
}

/** The Barman Cloud plugin of a Cluster whose WAL it archives. */
export function archivingBarmanCloud(cluster: Manifest): EnabledPlugin | undefined {
  return enabledPlugins(cluster).find(({ name, isWalArchiver }) => name === BARMAN_CLOUD_PLUGIN && isWalArchiver);
}

/** The entries of the Barman Cloud plugin that are switched on: the Cluster's own one, and those of its external clusters. */
export function barmanPlugins(cluster: Manifest): PluginEntry[] {
  return pluginEntries(cluster).filter(({ plugin }) => plugin.name === BARMAN_CLOUD_PLUGIN && plugin.enabled !== false);
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

/** The same of the Cluster's own plugin: the store that it writes to, not one that it was recovered from. */
export function ownStoreReferences(cluster: Manifest): StoreReference[] {
  return storeReferences(cluster).filter(({ path }) => path.startsWith('spec.plugins'));
}

function ownEntries(cluster: Manifest): PluginEntry[] {
  return list(at(cluster, 'spec.plugins')).map((plugin, index) => ({
    plugin: record(plugin),
    path: `spec.plugins[${index}]`,
  }));
}
