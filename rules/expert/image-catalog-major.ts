import { catalogOf } from '../../manifests/cnpg/cluster-image';
import { Kind } from '../../manifests/object/kinds';
import { at, list, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const imageCatalogMajor: Rule = {
  id: 'image-catalog-major',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `A Cluster takes the image of the major version it names from its catalog. If the catalog has none, the Cluster stays in the phase
"incomplete or invalid image catalog". A major upgrade that comes too early does not recover.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/image_catalog/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: postgres, major: 18}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: postgres, namespace: shop}
spec: {images: [{major: 17, image: "ghcr.io/cloudnative-pg/postgresql:17.7"}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: postgres, major: 17}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: postgres, namespace: shop}
spec: {images: [{major: 17, image: "ghcr.io/cloudnative-pg/postgresql:17.7"}]}
`,
  check(manifest, { index, report }) {
    const { kind, name, major } = record(at(manifest, 'spec.imageCatalogRef'));
    const catalog = catalogOf(manifest, index);
    if (catalog === undefined || typeof major !== 'number') return;
    const majors = list(at(catalog, 'spec.images')).map((image) => record(image).major);
    if (majors.includes(major)) return;
    report({
      path: 'spec.imageCatalogRef.major',
      message: `${kind} ${name} has no image of PostgreSQL ${major}, only of ${majors.join(', ') || 'none'}`,
      fix: `add an image of major ${major} to the catalog first, or use a major that it has`,
    });
  },
};
