import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { majorOf } from './cluster-traits';

/** The catalog that a Cluster takes its image from; undefined if the Cluster names none, or if the catalog is not in the run. */
export function catalogOf(cluster: Manifest, index: Index): Manifest | undefined {
  const { kind, name } = record(at(cluster, 'spec.imageCatalogRef'));
  if (kind === 'ImageCatalog') return index.get(Kind.IMAGE_CATALOG, namespaceOf(cluster), text(name) ?? '');
  if (kind !== 'ClusterImageCatalog') return undefined;
  return index.all(Kind.CLUSTER_IMAGE_CATALOG).find(({ metadata }) => metadata.name === name);
}

/** The image of a Cluster, directly or from its catalog; undefined if the catalog is not in the run, or if the operator chooses. */
export function imageOf(cluster: Manifest, index: Index): string | undefined {
  return text(at(cluster, 'spec.imageName')) || text(catalogEntryOf(cluster, index)?.image);
}

/** The field that chooses the image of a Cluster, which is the one to change. */
export function imagePathOf(cluster: Manifest): string {
  return at(cluster, 'spec.imageCatalogRef') === undefined ? 'spec.imageName' : 'spec.imageCatalogRef';
}

/** The extensions that a Cluster mounts as images, by name. The reference comes from the Cluster, otherwise from its catalog. */
export function extensionImagesOf(cluster: Manifest, index: Index): { name: string; reference: string | undefined }[] {
  const offered = list(catalogEntryOf(cluster, index)?.extensions).map(record);
  return list(at(cluster, 'spec.postgresql.extensions')).flatMap((entry) => {
    const name = text(record(entry).name);
    if (name === undefined) return [];
    const other = offered.find((each) => each.name === name);
    return [{ name, reference: text(at(entry, 'image.reference')) ?? text(at(other, 'image.reference')) }];
  });
}

function catalogEntryOf(cluster: Manifest, index: Index): Readonly<Record<string, unknown>> | undefined {
  const entries = list(at(catalogOf(cluster, index), 'spec.images')).map(record);
  return entries.find(({ major }) => major === majorOf(cluster));
}
