import { generateKeyPairSync } from 'node:crypto';
import { configMap, container } from './leaks';
import { ALPHANUMERIC, BASE32, BASE64, base64, drawn, HEX } from './made-up';

const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const file = (text: string) => configMap({ file: text });
const env = (name: string, value: string) => container({ env: [{ name, value }] });
const known = `|1|${drawn(27, BASE64)}=|${drawn(27, BASE64)}=`;

/** Public values that are in the place of keys or look like keys. */
export const PUBLIC_KEYS: readonly (readonly [what: string, object: object])[] = [
  [
    'a JWKS',
    file(JSON.stringify({ keys: [{ ...jwk.publicKey.export({ format: 'jwk' }), kid: drawn(43, ALPHANUMERIC) }] })),
  ],
  ['a peer of WireGuard', file(`[Peer]\nPublicKey = ${drawn(43, BASE64)}=\nAllowedIPs = 10.0.0.0/24\n`)],
  ['the key of web push', env('VAPID_PUBLIC_KEY', drawn(87, ALPHANUMERIC))],
  ['the key of a form', env('RECAPTCHA_SITE_KEY', drawn(40, ALPHANUMERIC))],
  ['the key of a shop', file(`stripe: pk_live_${drawn(24, ALPHANUMERIC)}\n`)],
  ['known hosts by their hashes', file(`${known} ssh-ed25519 AAAA${drawn(64, BASE64)}\n`)],
  ['sums of Go modules', file(`github.com/pkg/errors v0.9.1 h1:${drawn(43, BASE64)}=\n`)],
  ['a ULID', env('RUN', `01${drawn(24, BASE32.replace(/[ILOU]/g, ''))}`)],
  ['a key of KMS by name', env('KMS_KEY_ID', `mrk-${drawn(32, HEX)}`)],
  ['a small image', configMap({ 'favicon.png': `iVBORw0KGgo${drawn(300, BASE64)}` })],
  [
    'what a command prints',
    container({ command: ['sh', '-c', 'export PGPASSWORD="$(cat /etc/shop/password)"; psql'] }),
  ],
  ['basic authentication, by its name', file('Basic authentication is off. auth: required\n')],
  ['a user without a password', file(`Authorization: Basic ${base64('shop:$(PASSWORD)')}`)],
];

/** The private half of the same, which is found. */
export const PRIVATE_JWK = file(JSON.stringify(jwk.privateKey.export({ format: 'jwk' })));
