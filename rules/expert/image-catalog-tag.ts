import { Kind } from '../../manifests/object/kinds';
import { at, list, record, text } from '../../manifests/object/manifest';
import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const imageCatalogTag: Rule = {
  id: 'image-catalog-tag',
  severity: 'error',
  kinds: [Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  why: `Nothing compares the major version of a catalog entry with its image. A Cluster of that major gets the binaries of another one: they
do not start on its data, or every Cluster of the catalog starts an unwanted upgrade at once.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/image_catalog/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: postgres, namespace: shop}
spec: {images: [{major: 17, image: "ghcr.io/cloudnative-pg/postgresql:16.11"}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: postgres, namespace: shop}
spec: {images: [{major: 17, image: "ghcr.io/cloudnative-pg/postgresql:17.7"}]}
`,
  check(manifest, { report }) {
    for (const [index, entry] of list(at(manifest, 'spec.images')).entries()) {
      const { major, image } = record(entry);
      const tagged = attempt(() => ImageReference.parse(text(image) ?? ''))?.postgres?.major;
      if (typeof major !== 'number' || tagged === undefined || tagged === major) continue;
      report({
        path: `spec.images[${index}].image`,
        message: `the image of major ${major} is "${image}", which is PostgreSQL ${tagged}`,
        fix: `use an image of PostgreSQL ${major}, or correct the major`,
      });
    }
  },
};
