import { remember } from '../collections/remember';
import { InvalidValueError } from '../text/invalid-value';

/** The PostgreSQL majors that are supported by their project and by this one. */
export const POSTGRES_MAJORS = ['14', '15', '16', '17', '18'] as const;
/** A major version, as images and this library's tables write it. */
export type PostgresMajor = (typeof POSTGRES_MAJORS)[number];

/** The PostgreSQL version that a tag names. */
export interface PostgresVersion {
  readonly major: number;
  /** Undefined where the tag names none (`17`, `17beta1`): the tag then moves from minor to minor. */
  readonly minor: number | undefined;
}

const DIGEST = /@sha256:([a-fA-F0-9]+)$/;
const TAG = /:([^/]+)$/;
const HOST = /^[^./:]+((\.[^./:]+)+(:[0-9]+)?|:[0-9]+)\//;
const TAG_VERSION = /^([0-9]\.?)+/;

/**
 * A container image, taken apart as CNPG does it.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/container_images/#image-tag-requirements
 */
export class ImageReference {
  private constructor(
    /** With the registry, which is `docker.io` where the text names none. */
    readonly name: string,
    /** `latest` where the text has neither tag nor digest, undefined where it has a digest only. */
    readonly tag: string | undefined,
    /** `sha256:…` */
    readonly digest: string | undefined,
  ) {}

  /** @throws InvalidValueError for an empty text and for one with white space */
  static parse(text: string): ImageReference {
    return ImageReference.#known(text);
  }

  // References never change, and ten rules ask for each image.
  static readonly #known = remember((text): ImageReference => {
    if (text === '' || /\s/.test(text)) {
      throw new InvalidValueError(
        `"${text}" is not an image: write one such as ghcr.io/cloudnative-pg/postgresql:17.7`,
      );
    }
    const library = text.includes('/') ? '' : 'library/';
    const full = library === '' && HOST.test(text) ? text : `docker.io/${library}${text}`;
    const digest = DIGEST.exec(full)?.[1];
    const tagged = full.replace(DIGEST, '');
    const tag = TAG.exec(tagged)?.[1] ?? (digest === undefined ? 'latest' : undefined);
    return new ImageReference(tagged.replace(TAG, ''), tag, digest && `sha256:${digest}`);
  });

  get registry(): string {
    return this.name.slice(0, this.name.indexOf('/'));
  }

  get repository(): string {
    return this.name.slice(this.name.indexOf('/') + 1);
  }

  /** Read from the start of the tag; undefined where it has no version there, which CNPG refuses (as it does `latest`). */
  get postgres(): PostgresVersion | undefined {
    const version = TAG_VERSION.exec(this.tag ?? '')?.[0];
    if (version === undefined) return undefined;
    const [major, minor] = version.split('.');
    if (minor === '') return undefined;
    return { major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
  }

  /** A digest or an exact minor: the same PostgreSQL on every pull. */
  get isPinned(): boolean {
    return this.digest !== undefined || this.postgres?.minor !== undefined;
  }

  /** Neither tag nor digest, or the tag `latest`: another program at the next pull. */
  get isLatest(): boolean {
    return this.tag === 'latest' && this.digest === undefined;
  }

  toString(): string {
    return (
      this.name + (this.tag === undefined ? '' : `:${this.tag}`) + (this.digest === undefined ? '' : `@${this.digest}`)
    );
  }
}

export function isPostgresMajor(text: string): text is PostgresMajor {
  return (POSTGRES_MAJORS as readonly string[]).includes(text);
}
