import { record, text } from '../../manifests/object/manifest';
import { isSopsEncrypted } from '../../values/kubernetes/sops';
import { fieldMeaning } from './field';
import { findSecret } from './find-secret';
import { isLiteral, withoutReferences } from './references';

/** What only a program can read, and holds keys. */
const KEYSTORE = /\.(?:p12|pfx|jks|keystore|keytab|kdbx)$/i;
/** Of a Secret. Elsewhere these words mean other things. */
const PASSWORD = /^(?:pass|pwd|pw)$/i;
const URL_ALONE = /^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i;

/**
 * The keys of a Secret whose values are secret and readable: passwords, tokens, keys, and texts with one of them. A host, a user or a domain
 * is none, neither is what SOPS has encrypted, or a reference that a plugin replaces.
 */
export function openKeys(secret: Readonly<Record<string, unknown>>, field: 'data' | 'stringData'): string[] {
  return Object.entries(record(secret[field])).flatMap(([key, value]) => {
    const given = typeof value === 'number' ? `${value}` : (text(value) ?? '');
    const isOpen = !isClosed(given) && isSecret(key, field === 'data' ? decoded(given) : given);
    return isOpen ? [key] : [];
  });
}

/** Of a list of `KEY=VALUE` those keys whose values are secret. */
export function openLiterals(literals: readonly string[]): string[] {
  const stringData = Object.fromEntries(
    literals.map((each) => [each.replace(/=.*$/s, ''), each.replace(/^[^=]*=/, '').replace(/^(['"])(.*)\1$/s, '$2')]),
  );
  return openKeys({ stringData }, 'stringData');
}

function isSecret(key: string, value: string): boolean {
  if (isClosed(value)) return false;
  if (KEYSTORE.test(key) || findSecret(value, key) !== undefined) return true;
  const meaning = PASSWORD.test(key) ? 'password' : fieldMeaning(key);
  const isNamed = meaning === 'password' || (meaning === 'key' && !URL_ALONE.test(value));
  return isNamed && isLiteral(withoutReferences(value).trim());
}

function isClosed(value: string): boolean {
  return value === '' || isSopsEncrypted(value) || isReference(value);
}

// The whole of it: `<path:secret/data/db#password>` of the Argo CD Vault plugin, `{{ .password }}` of a template.
function isReference(value: string): boolean {
  return /^[\u0001\s]+$/.test(withoutReferences(value));
}

function decoded(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}

/** The keys of a SealedSecret with values that kubeseal did not write: it writes the length of an RSA block, the block, and the content. */
export function unsealedKeys(encryptedData: unknown): string[] {
  return Object.entries(record(encryptedData))
    .filter(([, value]) => !isSealed(text(value) ?? ''))
    .map(([key]) => key);
}

function isSealed(value: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const bytes = Buffer.from(value, 'base64');
  const block = bytes.length > 2 ? bytes.readUInt16BE(0) : 0;
  return [256, 384, 512].includes(block) && bytes.length > 2 + block;
}
