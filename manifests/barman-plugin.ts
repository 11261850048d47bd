import { at, list, type Manifest, record, text } from './manifest';

/** Name under which the Barman Cloud plugin registers itself with the operator. */
export const BARMAN_PLUGIN = 'barman-cloud.cloudnative-pg.io';

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
  const own = list(at(cluster, 'spec.plugins')).map((plugin, index) => ({ plugin, path: `spec.plugins[${index}]` }));
  const external = list(at(cluster, 'spec.externalClusters')).map((entry, index) => ({
    plugin: record(entry).plugin,
    path: `spec.externalClusters[${index}].plugin`,
  }));
  return [...own, ...external].flatMap(({ plugin, path }) => {
    const { name, enabled } = record(plugin);
    const store = text(at(plugin, 'parameters.barmanObjectName'));
    if (name !== BARMAN_PLUGIN || enabled === false || store === undefined || store === '') return [];
    return [{ store, path: `${path}.parameters.barmanObjectName` }];
  });
}
