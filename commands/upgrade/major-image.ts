import { imageOf } from '../../manifests/cnpg/cluster-image';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { POSTGRES_RELEASES } from '../../manifests/releases/postgres-releases';
import { ImageReference, type PostgresMajor } from '../../values/cnpg/image';
import { isCnpgImage } from '../../values/cnpg/image-contents';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import { UsageError } from '../cli/usage-error';

/** The image of a major for a Cluster; undefined where a catalog has it. @throws UsageError where it does not follow from the one that runs */
export function imageFor(
  to: PostgresMajor,
  manifest: Manifest,
  index: Index,
  given: string | undefined,
): string | undefined {
  const isFromCatalog = at(manifest, 'spec.imageCatalogRef') !== undefined;
  if (isFromCatalog && given !== undefined) throw new UsageError(`--image "${given}": the image comes from a catalog`);
  if (isFromCatalog) return undefined;
  const reference = attempt(() => ImageReference.parse(given ?? imageOf(manifest, index) ?? ''));
  if (given !== undefined) {
    if (reference?.postgres?.major === Number(to) && reference.isPinned) return given;
    throw new UsageError(`--image "${given}": give an image of PostgreSQL ${to} with its minor version or a digest`);
  }
  const { flavour, distribution, preRelease } = readImageTag(reference?.tag ?? '');
  const minor = POSTGRES_RELEASES.find(({ major }) => major === Number(to))?.minor;
  if (!isCnpgImage(reference?.toString() ?? '') || !flavour || !distribution || preRelease || minor === undefined) {
    throw new UsageError(
      `"${reference}" does not tell the name of the image of PostgreSQL ${to}: add --image, on the same distribution and with the same extensions`,
    );
  }
  return `${reference?.name}:${to}.${minor}-${flavour}-${distribution}`;
}
