import { extensionImagesOf, imageOf } from '../../manifests/cnpg/cluster-image';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { FieldDifference } from './difference';

/** What changes for a Cluster although its own fields stay: its catalog offers another image, for itself or for an extension. */
export function throughCatalog(
  before: Manifest,
  after: Manifest,
  objects: { readonly before: Index; readonly after: Index },
): FieldDifference[] {
  if (groupKindOf(after) !== Kind.CLUSTER) return [];
  const [own, others] = ['spec.imageCatalogRef', 'spec.postgresql.extensions'].map((path) =>
    equal(at(before, path) ?? null, at(after, path) ?? null),
  );
  if (!own || at(after, 'spec.imageCatalogRef') === undefined) return [];
  const path = ['spec', 'imageCatalogRef'];
  const image = { path, before: imageOf(before, objects.before), after: imageOf(after, objects.after) };
  const was = new Map(extensionImagesOf(before, objects.before).map(({ name, reference }) => [name, reference]));
  const extensions = extensionImagesOf(after, objects.after).map(({ name, reference }) => ({
    path: ['spec', 'postgresql', 'extensions', { entry: { name } }, 'image', 'reference'],
    before: was.get(name),
    after: reference,
  }));
  return [image, ...(others ? extensions : [])].filter(
    (each) => each.before !== undefined && each.after !== undefined && each.before !== each.after,
  );
}
