import { remember } from '../../../values/collections/remember';

/** The tag of an image as CNPG determines it: `latest` without a tag and a digest, empty with only a digest. */
export const tagOf = remember((image): string => {
  const at = image.lastIndexOf('@sha256:');
  const digested = at >= 0 && /^[a-fA-F0-9]+$/.test(image.slice(at + 8));
  const name = digested ? image.slice(0, at) : image;
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  if (colon >= 0 && colon < name.length - 1) return name.slice(colon + 1);
  return digested ? '' : 'latest';
});

/** The PostgreSQL version at the start of a tag, undefined where there is none. */
export const tagVersion = remember((tag): { readonly major: number; readonly minor: number } | undefined => {
  const [major = '', minor = '0'] = (/^[0-9.]*/.exec(tag)?.[0] ?? '').split('.');
  // `17.` ends in an empty minor, and Go does not accept numbers beyond 64 bits.
  if (!isInt64(major) || !isInt64(minor)) return undefined;
  return { major: Number(major), minor: Number(minor) };
});

function isInt64(digits: string): boolean {
  return /^[0-9]{1,19}$/.test(digits) && BigInt(digits) < 2n ** 63n;
}
