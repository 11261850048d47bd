import { Construct } from 'constructs';
import { ClusterImageCatalog as L1ClusterImageCatalog } from '../../imports/postgresql.cnpg.io/cluster-image-catalog';
import { ImageCatalog as L1ImageCatalog } from '../../imports/postgresql.cnpg.io/image-catalog';
import { ImageReference, type PostgresMajor } from '../../values/cnpg/image';
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
import { SyncWave } from '../gitops/protection';

/** A catalog of images by major version. Changing an image in it updates every cluster that uses it, all at once. */
export interface IImageCatalog {
  readonly kind: 'ImageCatalog' | 'ClusterImageCatalog';
  /** Name of the catalog object. */
  readonly name: string;
  /** Namespace of an ImageCatalog; undefined for a ClusterImageCatalog, and when it is not known (a reference by name alone). */
  readonly namespace?: string;
}

/** Props of {@link ImageCatalog}. */
export interface ImageCatalogProps extends ObjectProps {
  /** One image a major version, at least one, each with its exact minor version or a digest. */
  readonly images: Readonly<Partial<Record<PostgresMajor, string>>>;
  /** Whether clusters of every namespace may use it (`ClusterImageCatalog`). @default false */
  readonly clusterWide?: boolean;
}

const CATALOG_KEYS: Keys<ImageCatalogProps> = {
  ...OBJECT_KEYS,
  images: { 14: true, 15: true, 16: true, 17: true, 18: true },
  clusterWide: true,
};

/**
 * A catalog of PostgreSQL images.
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

  /** @throws InputError when there is no image, and for one that floats or whose tag is of another major version than it is listed under. */
  constructor(scope: Construct, id: string, props: ImageCatalogProps) {
    super(scope, id);
    checkKeys(this, props, CATALOG_KEYS);
    this.name = props.name;
    this.kind = props.clusterWide ? 'ClusterImageCatalog' : 'ImageCatalog';
    const images = Object.entries(props.images).map(([major, image]) => this.#image(Number(major), image));
    if (images.length === 0) throw new InputError(this, 'images is empty; give at least one, such as { 17: "…:17.7" }');
    const argo = { wave: SyncWave.STORE };
    if (props.clusterWide) {
      const metadata = clusterScopedMetadata(this, props, argo);
      withoutNamespace(new L1ClusterImageCatalog(this, 'Resource', { metadata, spec: { images } }));
    } else {
      const metadata = objectMetadata(this, props, argo);
      this.namespace = metadata.namespace;
      new L1ImageCatalog(this, 'Resource', { metadata, spec: { images } });
    }
  }

  #image(major: number, image: string): { major: number; image: string } {
    const reference = located(this, () => ImageReference.parse(image));
    const tagged = reference.postgres?.major;
    if (tagged !== undefined && tagged !== major) {
      throw new InputError(this, `image "${image}" is PostgreSQL ${tagged}, listed under ${major}`);
    }
    if (!reference.isPinned) {
      throw new InputError(this, `image "${image}" floats; give it a tag with an exact minor version, or a digest`);
    }
    return { major, image };
  }
}
