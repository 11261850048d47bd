import { inTreeArchiveOf, pluginArchiveOf, type WalArchive } from '../../manifests/cnpg/archives';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { ArchiveEntry } from '../lineage/lineage-entry';

/** The archives that a Cluster writes to, by the plugin or by CNPG itself; none if its ObjectStore is not among the objects. */
export function archivesOf(cluster: Manifest, objects: Index): ArchiveEntry[] {
  const major = majorOf(cluster);
  if (major === undefined) return [];
  const owner = namespacedName(cluster);
  return [ofPlugin(cluster, objects), inTreeArchiveOf(cluster)].flatMap((archive) =>
    archive === undefined
      ? []
      : [{ archive: `${archive.store.replace(/\/+$/, '')} ${archive.serverName}`, major, cluster: owner }],
  );
}

function ofPlugin(cluster: Manifest, objects: Index): WalArchive | undefined {
  const archive = pluginArchiveOf(cluster);
  const object = archive && objects.get(Kind.OBJECT_STORE, namespaceOf(cluster), archive.store);
  const store = text(at(object, 'spec.configuration.destinationPath'));
  return archive && store !== undefined ? { ...archive, store } : undefined;
}
