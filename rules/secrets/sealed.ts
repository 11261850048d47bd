import { record, text } from '../../manifests/object/manifest';
import { isSopsEncrypted } from '../../values/kubernetes/sops';
import { withoutReferences } from './references';

/** The keys of a Secret with readable values: neither encrypted by SOPS nor a reference that a plugin replaces. */
export function openKeys(secret: Readonly<Record<string, unknown>>, field: 'data' | 'stringData'): string[] {
  return Object.entries(record(secret[field]))
    .filter(([, value]) => !isClosed(value) && !(field === 'data' && isClosed(decoded(value))))
    .map(([key]) => key);
}

function isClosed(value: unknown): boolean {
  const given = text(value);
  return value === null || given === '' || (given !== undefined && (isSopsEncrypted(given) || isReference(given)));
}

// The whole of it: `<path:secret/data/db#password>` of the Argo CD Vault plugin, `{{ .password }}` of a template.
function isReference(value: string): boolean {
  return /^[\u0001\s]+$/.test(withoutReferences(value));
}

function decoded(value: unknown): string {
  return Buffer.from(text(value) ?? '', 'base64').toString('utf8');
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
