import { enabledPlugins } from '../../manifests/cnpg/barman-plugin';
import type { Json } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { ClusterView } from '../../rules/admission/webhook/cluster-view';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { ArchiveEntry } from '../lineage/lineage-entry';

/** The archives that a Cluster writes to, by the plugin or by CNPG itself; none where its ObjectStore is not among the objects. */
export function archivesOf(cluster: Manifest, objects: Index): ArchiveEntry[] {
  const major = new ClusterView(cluster as unknown as Json).major;
  if (major === undefined) return [];
  const owner = `${namespaceOf(cluster)}/${cluster.metadata.name}`;
  return [...ofPlugins(cluster, objects), ...inTree(cluster)].map(({ destination, server }) => ({
    archive: `${destination.replace(/\/+$/, '')} ${server ?? cluster.metadata.name}`,
    major,
    cluster: owner,
  }));
}

interface Place {
  readonly destination: string;
  /** @default - the name of the cluster */
  readonly server: string | undefined;
}

function ofPlugins(cluster: Manifest, objects: Index): Place[] {
  const archivers = new Set(enabledPlugins(cluster).flatMap((plugin) => (plugin.isWalArchiver ? [plugin.name] : [])));
  return list(at(cluster, 'spec.plugins')).flatMap((plugin) => {
    const { name, parameters } = record(plugin);
    if (name !== BARMAN_CLOUD_PLUGIN || !archivers.has(name)) return [];
    const { barmanObjectName, serverName } = record(parameters);
    const store = objects.get(Kind.OBJECT_STORE, namespaceOf(cluster), String(barmanObjectName));
    const destination = store && text(at(store, 'spec.configuration.destinationPath'));
    return destination === undefined ? [] : [{ destination, server: text(serverName) }];
  });
}

function inTree(cluster: Manifest): Place[] {
  const { destinationPath, serverName } = record(at(cluster, 'spec.backup.barmanObjectStore'));
  const destination = text(destinationPath);
  return destination === undefined ? [] : [{ destination, server: text(serverName) }];
}
