import { imagesOf } from '../../manifests/cnpg/images';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { defaultImage } from '../../manifests/releases/operator-releases';
import { POSTGRES_RELEASES } from '../../manifests/releases/postgres-releases';
import { ImageReference } from '../../values/cnpg/image';
import { isCnpgImage } from '../../values/cnpg/image-contents';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const imageFloating: Rule = {
  id: 'image-floating',
  severity: 'warning',
  kinds: [Kind.CLUSTER, Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  why: `A tag without a minor version may be another PostgreSQL at the next pull: instances of one Cluster may differ, and git does not show
the change. Without any image the operator uses its default at creation time. A Cluster that is created again after a disaster may then get
a newer major version, which cannot read its own backups.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/container_images/#image-tag-requirements',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
`,
  check(manifest, { target, report }) {
    const images = imagesOf(manifest);
    if (images.length === 0 && manifest.kind === 'Cluster' && at(manifest, 'spec.imageCatalogRef') === undefined) {
      report({
        path: 'spec.imageName',
        message: 'imageName is missing: the operator uses its default at creation time',
        fix: `set what runs (status.image of the Cluster) or, for a new Cluster, ${defaultImage(target.operator)}`,
      });
    }
    for (const { path, image } of images) {
      const reference = attempt(() => ImageReference.parse(image));
      if (reference === undefined || reference.isPinned) continue;
      // No version at all (`latest`) is refused by the webhook, which does not look into catalogs.
      const isNamed = NO_VERSION.includes(reference.tag ?? 'latest') && path !== 'spec.imageName';
      if (reference.postgres === undefined && !isNamed) continue;
      if (readImageTag(reference.tag ?? '').preRelease !== undefined) continue;
      report({
        path,
        message: `"${image}" names no minor version: the next pull may be another PostgreSQL`,
        fix: `set a full version${reference.postgres === undefined ? '' : ` (${fullVersionOf(reference)})`}, or add the digest of what runs (${reference}@sha256:…)`,
      });
    }
  },
};

/** Tags that every publisher moves. */
const NO_VERSION = ['latest', 'stable', 'edge', 'main'];

/** The same image with a minor version: the newest known if the tags follow CNPG's scheme, else a placeholder. */
function fullVersionOf({ name, tag = '', postgres }: ImageReference): string {
  const rest = tag.replace(/^\d+/, '');
  const release = POSTGRES_RELEASES.find(({ major }) => major === postgres?.major);
  const isTyped = isCnpgImage(`${name}:${tag}`) && readImageTag(tag).flavour !== undefined;
  return `${name}:${postgres?.major}.${isTyped && release ? release.minor : '<minor>'}${rest}`;
}
