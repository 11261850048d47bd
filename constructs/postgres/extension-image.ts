import type { PostgresMajor } from '../../values/cnpg/image';
import { InvalidValueError } from '../../values/text/invalid-value';
import { type Keys, oneOf } from '../../values/text/keys';
import { nonEmpty } from '../base/overrides';

/**
 * An extension that is mounted as an image; PostgreSQL 18 and Kubernetes' ImageVolume. Paths are below the root of the image.
 * @see https://cloudnative-pg.io/docs/1.30/imagevolume_extensions/
 */
export interface ExtensionImage {
  /** Name of the extension, and of its folder `/extensions/<name>`; `_` inside from CNPG 1.28.1 on. */
  readonly name: string;
  /** Image. @default - the one that the cluster's image catalog has for it, from CNPG 1.29 on */
  readonly image?: string;
  /** When the image is pulled. @default - Kubernetes': always for `latest`, else if it is not there */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** Folders with control files. @default - `share` */
  readonly extensionControlPath?: readonly string[];
  /** Folders with libraries of PostgreSQL. @default - `lib` */
  readonly dynamicLibraryPath?: readonly string[];
  /** Folders with libraries that those need. @default - none */
  readonly ldLibraryPath?: readonly string[];
  /** Folders with programs, for the PATH of PostgreSQL. CNPG 1.28.2 or newer. @default - none */
  readonly binPath?: readonly string[];
  /** Environment of PostgreSQL; `${image_root}` is where the image is mounted. CNPG 1.28.2 or newer. @default - none */
  readonly env?: Readonly<Record<string, string>>;
}

/** An image of PostgreSQL, with those of its extensions. */
export interface PostgresImage {
  /** Image with its exact minor version or a digest. */
  readonly image: string;
  /** Extensions that clusters name in `extensionImages`. CNPG 1.29 or newer. @default - none */
  readonly extensions?: readonly ExtensionImage[];
}

/** One image a major version. */
export type PostgresImages = Readonly<Partial<Record<PostgresMajor, string | PostgresImage>>>;

/** Keys of {@link ExtensionImage}. */
export const EXTENSION_IMAGE_KEYS: Keys<ExtensionImage> = {
  name: true,
  image: true,
  pullPolicy: oneOf({ Always: true, IfNotPresent: true, Never: true }),
  extensionControlPath: true,
  dynamicLibraryPath: true,
  ldLibraryPath: true,
  binPath: true,
  env: true,
};

/** Entries of `extensions`. @throws InvalidValueError for one that is given twice */
export function renderExtensionImages(extensions: readonly ExtensionImage[] | undefined) {
  const names = (extensions ?? []).map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidValueError(`extension image "${twice}" is given twice; keep one of them`);
  return nonEmpty(extensions?.map(render));
}

function render({ name, image, pullPolicy, env, ...paths }: ExtensionImage) {
  return {
    name,
    image: image === undefined ? undefined : { reference: image, pullPolicy },
    extensionControlPath: nonEmpty(paths.extensionControlPath),
    dynamicLibraryPath: nonEmpty(paths.dynamicLibraryPath),
    ldLibraryPath: nonEmpty(paths.ldLibraryPath),
    binPath: nonEmpty(paths.binPath),
    env: nonEmpty(env && Object.entries(env).map(([key, value]) => ({ name: key, value }))),
  };
}
