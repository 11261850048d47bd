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
  why: `Alphas, betas and release candidates of PostgreSQL are for testing. The next beta and the release may be unable to read their data
directory; a dump and restore is then the only upgrade path. CNPG reads only the major version, cannot tell them from the release, and
refuses nothing.`,
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
        message: `"${image}" is ${preRelease} of PostgreSQL ${postgres.major}: the release may be unable to read its data`,
        fix: 'use a release, unless the data can be lost',
      });
    }
  },
};
