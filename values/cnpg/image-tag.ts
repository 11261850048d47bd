/** What the words of a tag say in the scheme of CNPG's images: `17.7-202511240805-standard-trixie`, `19beta1-minimal-trixie`. */
export interface ImageTag {
  /** `beta1`, `rc2`; undefined for a release. */
  readonly preRelease: string | undefined;
  /** `minimal`, `standard`, `system`; undefined where no word names one. */
  readonly flavour: ImageFlavour | undefined;
  /** Name of a release of Debian, Ubuntu, Alpine or Red Hat's UBI; undefined where no word names one. */
  readonly distribution: string | undefined;
}

export const IMAGE_FLAVOURS = ['minimal', 'standard', 'system'] as const;
export type ImageFlavour = (typeof IMAGE_FLAVOURS)[number];

const PRE_RELEASE = /^\d+(?:\.\d+)?[.~_-]?((?:alpha|beta|rc)\d+|devel)(?![a-z])/i;
const DISTRIBUTION =
  /^(?:buster|bullseye|bookworm|trixie|forky|sid|focal|jammy|noble|resolute|alpine[\d.]*|ubi\d*|el\d+|fedora\d*)$/;

export function readImageTag(tag: string): ImageTag {
  const words = tag.toLowerCase().split(/[-_]/);
  return {
    preRelease: PRE_RELEASE.exec(tag)?.[1]?.toLowerCase(),
    flavour: IMAGE_FLAVOURS.find((flavour) => words.includes(flavour)),
    distribution: words.find((word) => DISTRIBUTION.test(word)),
  };
}

/** `0.8.1-18-trixie`: the extension's version, PostgreSQL's major, the distribution. */
const EXTENSION_TAG = /^([\w.]+)-(\d{2})-[a-z]+$/;

/** What the tag of an extension image says in the scheme of CNPG's images. */
export function readExtensionTag(tag: string): { readonly version: string; readonly major: number } | undefined {
  const [, version, major] = EXTENSION_TAG.exec(tag) ?? [];
  return version === undefined ? undefined : { version, major: Number(major) };
}
