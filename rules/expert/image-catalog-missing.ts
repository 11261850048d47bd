import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, namespaceOf, record, text } from '../../manifests/object/manifest';
import { namespacesWith } from '../../manifests/object/references';
import { few } from '../../values/text/few';
import type { Rule } from '../engine/rule';

export const imageCatalogMissing: Rule = {
  id: 'image-catalog-missing',
  severity: 'error',
  misses: 'reference',
  kinds: [Kind.CLUSTER, Kind.POOLER],
  why: `The image catalog is looked up when the Cluster is created, an ImageCatalog in the namespace of the Cluster. Without it the Cluster
stays in the phase "incomplete or invalid image catalog", and a Pooler that names one has no pods. The rule reports nothing if the input contains no catalog of that kind.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/image_catalog/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageCatalogRef: {apiGroup: postgresql.cnpg.io, kind: ImageCatalog, name: postgres, major: 17}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ImageCatalog
metadata: {name: postgres, namespace: images}
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
    const path = groupKindOf(manifest) === Kind.POOLER ? 'spec.pgbouncer.imageCatalogRef' : 'spec.imageCatalogRef';
    const reference = record(at(manifest, path));
    const [kind, name] = [text(reference.kind), text(reference.name)];
    if (name === undefined || (kind !== 'ImageCatalog' && kind !== 'ClusterImageCatalog')) return;
    const isScoped = kind === 'ImageCatalog';
    const catalogs = index.all(isScoped ? Kind.IMAGE_CATALOG : Kind.CLUSTER_IMAGE_CATALOG);
    const namespace = namespaceOf(manifest);
    const isThere = catalogs.some(
      (catalog) => catalog.metadata.name === name && (!isScoped || namespaceOf(catalog) === namespace),
    );
    if (catalogs.length === 0 || isThere) return;
    const elsewhere = isScoped ? namespacesWith(Kind.IMAGE_CATALOG, name, index) : [];
    const hint = elsewhere.length > 0 ? `, only in ${few(elsewhere)}` : '';
    report({
      path: `${path}.name`,
      message: `there is no ${kind} "${name}"${isScoped ? ` in namespace ${namespace}` : ''}${hint}: the ${manifest.kind} would never start`,
      fix: `add the ${kind} ${name}, or correct the name${elsewhere.length > 0 ? '; use a ClusterImageCatalog for all namespaces' : ''}`,
    });
  },
};
