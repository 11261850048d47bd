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
  why: `A minor version that is newer than all that were known when this was released may be right, and may be a slip of the finger: then the
pods stay in ImagePullBackOff. Nothing here knows what has been released since, so a look at PostgreSQL's own list is worth it.`,
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
      // In a catalog the major stands beside the image, and the tags of others may be anything.
      if (path !== 'spec.imageName' && !isCnpgImage(image)) continue;
      const standing = standingOf(postgres.major, postgres.minor, now);
      // Of CNPG's own images another rule says that a version is impossible.
      if (standing === 'known' || (standing === 'impossible' && isCnpgImage(image) && !image.includes('@'))) continue;
      const version = `${postgres.major}${postgres.minor === undefined ? '' : `.${postgres.minor}`}`;
      report({
        path,
        message: `PostgreSQL ${version} is not known to this release, whose list is of ${POSTGRES_RELEASES_SOURCE.checked}`,
        fix: 'look whether it is released, and correct the tag if not',
      });
    }
  },
};
