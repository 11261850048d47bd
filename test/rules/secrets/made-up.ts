// Secrets are generated when the tests run. None is in this repository, so that no scanner needs exceptions.

export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
export const ALPHANUMERIC = BASE64.slice(0, 62);
export const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
export const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const HEX = BASE36.slice(0, 16);

/** The same characters for the same seed (mulberry32), drawn by chance. */
export function drawn(length: number, alphabet: string, seed = 1): string {
  let state = seed * 7919 + length;
  return Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return alphabet[((mixed ^ (mixed >>> 14)) >>> 0) % alphabet.length];
  }).join('');
}

export function base64(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

/** A block of PEM around whatever bytes. */
export function pem(label: string, bytes: Uint8Array = Buffer.from(drawn(300, BASE64))): string {
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN ', label, '-----\n', lines.join('\n'), '\n-----END ', label, '-----\n'].join('');
}

/** A token of three parts, as the API server makes them for service accounts. */
export function jwt(seed = 1): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  return [
    part({ alg: 'RS256', kid: 'a' }),
    part({ iss: 'kubernetes', sub: 'shop' }),
    drawn(86, ALPHANUMERIC, seed),
  ].join('.');
}
