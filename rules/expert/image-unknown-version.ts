import { imagesOf } from '../../manifests/cnpg/images';
import { Kind } from '../../manifests/object/kinds';
import { POSTGRES_RELEASES_SOURCE, standingOf } from '../../manifests/releases/postgres-releases';
import { ImageReference } from '../../values/cnpg/image';
import { isCnpgImage } from '../../values/cnpg/image-contents';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const imageUnknownVersion: Rule = {
  id: 'image-unknown-version',
  severity: 'info',
  kinds: [Kind.CLUSTER, Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  why: `A minor version newer than all versions known at the time of this release may be correct or a typo; with a typo the pods stay in
ImagePullBackOff. This tool does not know later releases, so check PostgreSQL's own list.`,
  docs: 'https://www.postgresql.org/support/versioning/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.13-standard-trixie"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}
`,
  check(manifest, { now, report }) {
    for (const { path, image } of imagesOf(manifest)) {
      const { postgres, tag } = attempt(() => ImageReference.parse(image)) ?? {};
      if (postgres === undefined || readImageTag(tag ?? '').preRelease !== undefined) continue;
      // A catalog names the major next to the image, and tags of other publishers may be anything.
      if (path !== 'spec.imageName' && !isCnpgImage(image)) continue;
      const standing = standingOf(postgres.major, postgres.minor, now);
      // Another rule reports impossible versions of CNPG's own images.
      if (standing === 'known' || (standing === 'impossible' && isCnpgImage(image) && !image.includes('@'))) continue;
      const version = `${postgres.major}${postgres.minor === undefined ? '' : `.${postgres.minor}`}`;
      report({
        path,
        message: `PostgreSQL ${version} is not in the list of this release, dated ${POSTGRES_RELEASES_SOURCE.checked}`,
        fix: 'check that it is released, and correct the tag if it is not',
      });
    }
  },
};
