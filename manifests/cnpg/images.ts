import { at, list, type Manifest, record, text } from '../object/manifest';

/** An image of PostgreSQL that a manifest names. */
export interface NamedImage {
  readonly path: string;
  readonly image: string;
}

/** The images that a Cluster or a catalog names itself. */
export function imagesOf(manifest: Manifest): NamedImage[] {
  const single = { path: 'spec.imageName', image: text(at(manifest, 'spec.imageName')) };
  const catalog = list(at(manifest, 'spec.images')).map((entry, index) => ({
    path: `spec.images[${index}].image`,
    image: text(record(entry).image),
  }));
  return [single, ...catalog].flatMap(({ path, image }) => (image ? [{ path, image }] : []));
}
