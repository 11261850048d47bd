import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { rememberLast } from '../../values/collections/remember-last';
import { at, list, type Manifest, record, text } from '../object/manifest';

type Fields = Readonly<Record<string, unknown>>;

/** A place in a Cluster that configures a plugin, as written. */
export interface PluginEntry {
  /** `spec.plugins[0]`, `spec.externalClusters[0].plugin`. */
  readonly path: string;
  readonly plugin: Fields;
}

/** An enabled plugin of a Cluster. */
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

export const enabledPlugins = rememberLast((cluster: Manifest): readonly EnabledPlugin[] =>
  ownEntries(cluster).flatMap(({ path, plugin }) => {
    const { name, enabled, isWALArchiver, parameters } = plugin;
    if (typeof name !== 'string' || enabled === false) return [];
    return [{ name, path, isWalArchiver: isWALArchiver === true, parameters: record(parameters) }];
  }),
);

/** The plugin that archives the WAL of a Cluster, of any name. */
export function archivingPlugin(cluster: Manifest): EnabledPlugin | undefined {
  return enabledPlugins(cluster).find(({ isWalArchiver }) => isWalArchiver);
}

/** The Barman Cloud plugin of a Cluster, even if it does not archive WAL. */
export function barmanCloudOf(cluster: Manifest): EnabledPlugin | undefined {
  return enabledPlugins(cluster).find(({ name }) => name === BARMAN_CLOUD_PLUGIN);
}

/** The Barman Cloud plugin of a Cluster, if it archives the WAL. */
export function archivingBarmanCloud(cluster: Manifest): EnabledPlugin | undefined {
  return enabledPlugins(cluster).find(({ name, isWalArchiver }) => name === BARMAN_CLOUD_PLUGIN && isWalArchiver);
}

/** The enabled entries of the Barman Cloud plugin: the Cluster's own, and those of its external clusters. */
export function barmanPlugins(cluster: Manifest): PluginEntry[] {
  return pluginEntries(cluster).filter(({ plugin }) => plugin.name === BARMAN_CLOUD_PLUGIN && plugin.enabled !== false);
}

/** A place in a Cluster that names an ObjectStore. The plugin looks it up in the Cluster's own namespace. */
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

/** The same for the Cluster's own plugin: the store that it writes to, not one that it was recovered from. */
export function ownStoreReferences(cluster: Manifest): StoreReference[] {
  return storeReferences(cluster).filter(({ path }) => path.startsWith('spec.plugins'));
}

function ownEntries(cluster: Manifest): PluginEntry[] {
  return list(at(cluster, 'spec.plugins')).map((plugin, index) => ({
    plugin: record(plugin),
    path: `spec.plugins[${index}]`,
  }));
}
