// What looks random but is public. The patterns are bounded because the texts are untrusted.
const PUBLIC = new RegExp(
  [
    /-----BEGIN [A-Z0-9 ]{1,40}-----[^-]{0,100000}-----END [A-Z0-9 ]{1,40}-----/, // private keys were looked for before
    /\bsha(?:1|224|256|384|512)[:-][A-Za-z0-9+/=_-]+/, // digests of images, integrity of packages
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/, // UUID
    /\b(?:ssh-[a-z0-9]{1,10}|ecdsa-sha2-[a-z0-9-]{1,20}|sk-[\w@.-]{1,40}) AAAA[A-Za-z0-9+/=]+/, // SSH
    /\bage1[a-z0-9]{58}\b/, // recipients of age
    /\barn:aws[\w-]*:[^\s"',]+/,
    /\bdata:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]+/, // images of dashboards
    /\bvault:v\d+:[A-Za-z0-9+/=]+/, // encrypted by Vault
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?![^\s/@]{1,500}@)[^\s"'<>?#]*/, // hosts and paths; what is in front of an @ may be a token
    /(?<![\w/+])(?:\/[\w.@~-]+){2,}/, // paths
    /\b(?:H4sI|iVBORw0KGgo|R0lGOD|AGFzbQ|UEsDB)[A-Za-z0-9+/=]{40,}/, // gzip, PNG, GIF, WebAssembly, zip
    /\bpk_(?:live|test)_\w+/, // the half of a pair of Stripe's that browsers have
    /\bpublic_?key["']?[ \t]{0,4}[:=][ \t]{0,4}["']?[\w+/=-]+/, // WireGuard, minisign
    /\bh1:[A-Za-z0-9+/]{43}=/, // go.sum
    /\|1\|[A-Za-z0-9+/]{27}=\|[A-Za-z0-9+/]{27}=/, // hosts in known_hosts
    /\b01[0-9A-HJKMNP-TV-Z]{24}\b/, // ULID
    /\bmrk-[0-9a-f]{32}\b/, // keys of AWS KMS by name
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** The public fields of a key in a JWKS; `d`, `p`, `q` and `k` are private. */
const JWK = /"(?:n|e|x|y|kid|x5t(?:#S256)?)"\s{0,20}:\s{0,20}"[\w-]+"/g;

/** A text without digests, certificates, public keys, UUIDs and addresses. */
export function withoutPublicText(text: string): string {
  return (text.includes('"kty"') ? text.replace(JWK, ' ') : text).replace(PUBLIC, ' ');
}

/** The kind of bytes in DER: a private key starts with its version, a certificate or public key with a structure. */
export function derContent(bytes: Uint8Array): 'private' | 'public' | undefined {
  const body = bytes[0] === 0x30 ? bodyOf(bytes) : undefined;
  if (body === undefined || bytes.length < 40) return undefined;
  if (bytes[body] === 0x02 && bytes[body + 1] === 0x01) return 'private';
  return bytes[body] === 0x30 ? 'public' : undefined;
}

/** Where the content of a structure starts, if its length is that of the bytes. */
function bodyOf(bytes: Uint8Array): number | undefined {
  const [, first = 0, second = 0, third = 0] = bytes;
  if (first < 0x80) return first + 2 === bytes.length ? 2 : undefined;
  if (first === 0x81) return second + 3 === bytes.length ? 3 : undefined;
  return first === 0x82 && second * 256 + third + 4 === bytes.length ? 4 : undefined;
}
