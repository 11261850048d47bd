import { imagesOf } from '../../manifests/cnpg/images';
import { Kind } from '../../manifests/object/kinds';
import { ImageReference } from '../../values/cnpg/image';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const imagePreRelease: Rule = {
  id: 'image-pre-release',
  severity: 'warning',
  kinds: [Kind.CLUSTER, Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  why: `Alphas, betas and release candidates of PostgreSQL are for trying out. Their data directory may be unreadable for the next beta and for
the release: the way on is a dump and a restore. CNPG cannot tell them from the release, since it reads the major alone, and so refuses
nothing.`,
  docs: 'https://www.postgresql.org/developer/beta/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:19beta1-standard-trixie"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie"}
`,
  check(manifest, { report }) {
    for (const { path, image } of imagesOf(manifest)) {
      const { postgres, tag = '' } = attempt(() => ImageReference.parse(image)) ?? {};
      const { preRelease } = readImageTag(tag);
      if (postgres === undefined || preRelease === undefined) continue;
      report({
        path,
        message: `"${image}" is ${preRelease} of PostgreSQL ${postgres.major}: its data may be unreadable for the release`,
        fix: 'take a release, unless nobody needs the data',
      });
    }
  },
};
