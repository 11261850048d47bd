import { Construct } from 'constructs';
import { ClusterImageCatalog as L1ClusterImageCatalog } from '../../imports/postgresql.cnpg.io/cluster-image-catalog';
import { ImageCatalog as L1ImageCatalog } from '../../imports/postgresql.cnpg.io/image-catalog';
import { ImageReference } from '../../values/cnpg/image';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import {
  clusterScopedMetadata,
  OBJECT_KEYS,
  type ObjectProps,
  objectMetadata,
  withoutNamespace,
} from '../base/object-metadata';
import { nonEmpty } from '../base/overrides';
import { SyncWave } from '../gitops/protection';
import {
  EXTENSION_IMAGE_KEYS,
  type PostgresImage,
  type PostgresImages,
  renderExtensionImages,
} from './extension-image';

/** A catalog of images by major version. Changing an image in it updates every cluster that uses it, all at once. */
export interface IImageCatalog {
  readonly kind: 'ImageCatalog' | 'ClusterImageCatalog';
  /** Name of the catalog object. */
  readonly name: string;
  /** Namespace of an ImageCatalog; undefined for a ClusterImageCatalog, and when it is not known (a reference by name alone). */
  readonly namespace?: string;
  /** Keys of the images of other programs in it. @default - they are not known */
  readonly components?: readonly string[];
}

/** The image of a program other than PostgreSQL, in a catalog. */
export interface ComponentImage {
  readonly catalog: IImageCatalog;
  /** Key of the image in `componentImages` of the catalog. */
  readonly key: string;
}

/** Props of {@link ImageCatalog}. */
export interface ImageCatalogProps extends ObjectProps {
  /** One image a major version, at least one, each with its exact minor version or a digest. */
  readonly images: PostgresImages;
  /**
   * Images of other programs, such as `{ pgbouncer: 'ghcr.io/cloudnative-pg/pgbouncer:1.25.1' }`, for `image` of poolers. Changing one
   * updates every pooler that uses it. CNPG 1.28.4 or newer; poolers use them from 1.30 on.
   * @default - none
   */
  readonly componentImages?: Readonly<Record<string, string>>;
  /** Whether clusters of every namespace may use it (`ClusterImageCatalog`). @default false */
  readonly clusterWide?: boolean;
}

const IMAGE_KEYS: Keys<PostgresImage> = { image: true, extensions: EXTENSION_IMAGE_KEYS };
const CATALOG_KEYS: Keys<ImageCatalogProps> = {
  ...OBJECT_KEYS,
  images: { 14: IMAGE_KEYS, 15: IMAGE_KEYS, 16: IMAGE_KEYS, 17: IMAGE_KEYS, 18: IMAGE_KEYS },
  componentImages: true,
  clusterWide: true,
};

/**
 * A catalog of images: of PostgreSQL, of its extensions, and of other programs.
 * @see https://cloudnative-pg.io/documentation/1.28/image_catalog/
 */
export class ImageCatalog extends Construct implements IImageCatalog {
  /** A catalog that is declared elsewhere, for an `ImageCatalog` in the namespace of the clusters that use it. */
  static fromName(name: string, kind: IImageCatalog['kind'] = 'ImageCatalog'): IImageCatalog {
    return { name, kind };
  }

  readonly name: string;
  readonly namespace?: string;
  readonly kind: IImageCatalog['kind'];
  readonly components: readonly string[];

  /** @throws InputError when there is no image, and for one that floats or whose tag is of another major version than it is listed under. */
  constructor(scope: Construct, id: string, props: ImageCatalogProps) {
    super(scope, id);
    checkKeys(this, props, CATALOG_KEYS);
    this.name = props.name;
    this.kind = props.clusterWide ? 'ClusterImageCatalog' : 'ImageCatalog';
    this.components = Object.keys(props.componentImages ?? {});
    const images = Object.entries(props.images).map(([major, image]) => this.#image(Number(major), image));
    if (images.length === 0) throw new InputError(this, 'images is empty; give at least one, such as { 17: "…:17.7" }');
    const componentImages = nonEmpty(
      Object.entries(props.componentImages ?? {}).map((entry) => this.#component(...entry)),
    );
    const spec = { images, componentImages };
    const argo = { wave: SyncWave.STORE };
    if (props.clusterWide) {
      const metadata = clusterScopedMetadata(this, props, argo);
      withoutNamespace(new L1ClusterImageCatalog(this, 'Resource', { metadata, spec }));
    } else {
      const metadata = objectMetadata(this, props, argo);
      this.namespace = metadata.namespace;
      new L1ImageCatalog(this, 'Resource', { metadata, spec });
    }
  }

  #image(major: number, given: string | PostgresImage) {
    const { image, extensions } = typeof given === 'string' ? { image: given } : given;
    const reference = located(this, () => ImageReference.parse(image));
    const tagged = reference.postgres?.major;
    if (tagged !== undefined && tagged !== major) {
      throw new InputError(this, `image "${image}" is PostgreSQL ${tagged}, listed under ${major}`);
    }
    if (!reference.isPinned) {
      throw new InputError(this, `image "${image}" floats; give it a tag with an exact minor version, or a digest`);
    }
    return { major, image, extensions: located(this, () => renderExtensionImages(extensions)) };
  }

  #component(key: string, image: string) {
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(key) || key.length > 63) {
      throw new InputError(
        this,
        `componentImages "${key}": write a key of lower-case letters, digits and -, at most 63`,
      );
    }
    if (located(this, () => ImageReference.parse(image)).isLatest) {
      throw new InputError(
        this,
        `componentImages "${key}": image "${image}" floats; give it a tag with a version, or a digest`,
      );
    }
    return { key, image };
  }
}
