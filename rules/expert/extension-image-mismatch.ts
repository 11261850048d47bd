import { extensionImagesOf, imageOf } from '../../manifests/cnpg/cluster-image';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { ImageReference } from '../../values/cnpg/image';
import { distributionOf } from '../../values/cnpg/image-contents';
import { readExtensionTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const extensionImageMismatch: Rule = {
  id: 'extension-image-mismatch',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `The library in an extension image is compiled for one major version of PostgreSQL and one distribution. PostgreSQL refuses a library
of another major ("incompatible library"), and one that was linked with a newer libc does not load. CREATE EXTENSION then fails or, if the
library is preloaded, PostgreSQL does not start. The tags of CNPG's extension images name both.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/imagevolume_extensions/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1-minimal-bookworm
  postgresql: {extensions: [{name: pgvector, image: {reference: "ghcr.io/cloudnative-pg/pgvector:0.8.1-18-trixie"}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1-minimal-trixie
  postgresql: {extensions: [{name: pgvector, image: {reference: "ghcr.io/cloudnative-pg/pgvector:0.8.1-18-trixie"}}]}
`,
  check(manifest, { index, report }) {
    const [major, distribution] = [majorOf(manifest), distributionOf(imageOf(manifest, index) ?? '')];
    for (const [position, { name, reference = '' }] of extensionImagesOf(manifest, index).entries()) {
      const other = readExtensionTag(attempt(() => ImageReference.parse(reference))?.tag ?? '')?.major;
      const its = distributionOf(reference);
      const path = `spec.postgresql.extensions[${position}].image.reference`;
      const isOfMajor = other === undefined || major === undefined || other === major;
      if (isOfMajor && (its === undefined || distribution === undefined || its === distribution)) continue;
      const what = isOfMajor
        ? `${its}, but the Cluster runs on ${distribution}`
        : `PostgreSQL ${other}, but the Cluster runs ${major}`;
      report({
        path,
        message: `"${reference}" of extension ${name} is built for ${what}: its library may not load`,
        fix: `use the image of ${name} for PostgreSQL ${major}${distribution === undefined ? '' : ` on ${distribution}`}`,
      });
    }
  },
};
