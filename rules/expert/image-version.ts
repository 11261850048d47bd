import { imagesOf } from '../../manifests/cnpg/images';
import { Kind } from '../../manifests/object/kinds';
import { POSTGRES_RELEASES, standingOf } from '../../manifests/releases/postgres-releases';
import { ImageReference } from '../../values/cnpg/image';
import { isCnpgImage } from '../../values/cnpg/image-contents';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const imageVersion: Rule = {
  id: 'image-version',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  why: `A version that PostgreSQL never had cannot be pulled: the pods stay in ImagePullBackOff. In a running Cluster the first updated
replica is down until somebody corrects the tag. Minor versions appear about every three months, so it is known which ones cannot exist yet.
This rule checks CNPG's own images only; tags of other publishers may mean something else.`,
  docs: 'https://www.postgresql.org/support/versioning/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.99-standard-trixie"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}
`,
  check(manifest, { now, report }) {
    for (const { path, image } of imagesOf(manifest)) {
      const { postgres, digest, tag } = attempt(() => ImageReference.parse(image)) ?? {};
      // With a digest the tag is not used.
      if (postgres === undefined || digest !== undefined || !isCnpgImage(image)) continue;
      if (readImageTag(tag ?? '').preRelease !== undefined) continue;
      const { major, minor } = postgres;
      if (standingOf(major, minor, now) !== 'impossible') continue;
      const release = POSTGRES_RELEASES.find((each) => each.major === major);
      const newest = release ?? POSTGRES_RELEASES.at(-1);
      report({
        path,
        message: `there is no PostgreSQL ${major}${minor === undefined ? '' : `.${minor}`}: the newest known to this release is ${newest?.major}.${newest?.minor}`,
        fix: `use an existing version, such as ${newest?.major}.${newest?.minor}`,
      });
    }
  },
};
