import type { IConstruct } from 'constructs';
import { ImageReference, type PostgresMajor } from '../../values/cnpg/image';
import { oneOf } from '../../values/text/keys';
import { InputError, located } from '../base/input-error';
import type { PostgresClusterProps } from './cluster-props';
import type { IImageCatalog } from './image-catalog';

/** The major versions that there are. */
export const MAJOR = oneOf<PostgresMajor>({ 14: true, 15: true, 16: true, 17: true, 18: true });

/** Refuses an image that would not start as declared, or that means another server tomorrow; the one of an adopted cluster runs. */
export function checkImage(
  at: IConstruct,
  { image, version, adopted }: Pick<PostgresClusterProps, 'image' | 'version' | 'adopted'>,
): void {
  if (typeof image !== 'string') return;
  const reference = located(at, () => ImageReference.parse(image));
  const major = reference.postgres?.major;
  if (major === undefined) {
    throw new InputError(
      at,
      `image "${image}": its tag must start with the version of PostgreSQL, for example ":${version}.1-standard-trixie"`,
    );
  }
  if (major !== Number(version)) {
    throw new InputError(at, `image "${image}" is PostgreSQL ${major}, but \`version\` is '${version}'`);
  }
  if (!reference.isPinned && adopted === undefined) {
    throw new InputError(
      at,
      `image "${image}" floats: its tag names no minor version, so a new pod may run another server; give one, or a digest`,
    );
  }
}

/** `imageName` or `imageCatalogRef`, never both. */
export function renderImage(image: string | IImageCatalog, version: PostgresMajor) {
  return typeof image === 'string'
    ? { imageName: image }
    : {
        imageCatalogRef: {
          apiGroup: 'postgresql.cnpg.io',
          kind: image.kind,
          name: image.name,
          major: Number(version),
        },
      };
}
