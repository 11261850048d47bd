import { majorOf } from '../cluster-traits';
import { Kind } from '../kinds';
import { at, list, namespaceOf, record, text } from '../manifest';
import type { Subject } from './subject';

/** The image of a Cluster, by its catalog too; undefined where the catalog is not in the run, and where the operator chooses. */
export function imageOf({ cluster, index }: Pick<Subject, 'cluster' | 'index'>): string | undefined {
  const given = text(at(cluster, 'spec.imageName'));
  if (given !== undefined && given !== '') return given;
  const { kind, name } = record(at(cluster, 'spec.imageCatalogRef'));
  const catalog =
    kind === 'ClusterImageCatalog'
      ? index.get(Kind.CLUSTER_IMAGE_CATALOG, 'default', `${name}`)
      : index.get(Kind.IMAGE_CATALOG, namespaceOf(cluster), `${name}`);
  const entries = list(at(catalog, 'spec.images')).map(record);
  return text(entries.find(({ major }) => major === majorOf(cluster))?.image);
}
