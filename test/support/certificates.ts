import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate and its key, in PEM. */
export interface Pem {
  readonly cert: string;
  readonly key: string;
}

interface Subject {
  readonly commonName: string;
  /** @default - an authority */
  readonly usage?: 'server' | 'client';
  readonly dnsNames?: readonly string[];
}

/** A certificate authority for one test: Node signs, but makes no X.509 certificates. */
export class TestAuthority {
  readonly cert: string;
  readonly #key: KeyObject;
  #serial = 1;

  constructor(private readonly name: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    this.cert = this.#certificate({ commonName: name }, publicKey);
  }

  issue(subject: Subject): Pem {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { cert: this.#certificate(subject, publicKey), key };
  }

  #certificate({ commonName, usage, dnsNames = [] }: Subject, publicKey: KeyObject): string {
    const extensions = [
      extension('551d13', usage === undefined ? sequence(der(0x01, 0xff)) : sequence()),
      ...(usage ? [extension('551d25', sequence(oid(usage === 'server' ? SERVER_AUTH : CLIENT_AUTH)))] : []),
      ...(dnsNames.length > 0 ? [extension('551d11', sequence(...dnsNames.map((name) => der(0x82, name))))] : []),
    ];
    const content = sequence(
      der(0xa0, der(0x02, 2)),
      der(0x02, this.#serial++),
      sequence(oid(ECDSA_SHA256)),
      nameOf(this.name),
      sequence(der(0x17, '200101000000Z'), der(0x17, '491231235959Z')),
      nameOf(commonName),
      publicKey.export({ type: 'spki', format: 'der' }),
      der(0xa3, sequence(...extensions)),
    );
    const signature = der(0x03, 0, sign('sha256', content, this.#key));
    const base64 = sequence(content, sequence(oid(ECDSA_SHA256)), signature).toString('base64');
    return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  }
}

const ECDSA_SHA256 = '2a8648ce3d040302';
const SERVER_AUTH = '2b06010505070301';
const CLIENT_AUTH = '2b06010505070302';

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, commonName))));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(oid(id), der(0x04, value));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

/** Tag, length, value. */
function der(tag: number, ...parts: (Buffer | string | number)[]): Buffer {
  const value = Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))));
  const size = value.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), value]);
}
