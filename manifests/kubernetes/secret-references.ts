import { type Manifest, record, text } from '../object/manifest';

/** A place that names a Secret, and the keys that are read from it. */
export interface SecretReference {
  readonly path: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** Fields of CNPG and its plugin that name a Secret without keys, and the keys that are read. */
const FIXED_KEYS: Readonly<Record<string, readonly string[]>> = {
  clientCASecret: ['ca.crt'],
  clientTLSSecret: ['tls.crt', 'tls.key'],
  passwordSecret: ['username', 'password'],
  replicationTLSSecret: ['tls.crt', 'tls.key'],
  serverCASecret: ['ca.crt'],
  serverTLSSecret: ['tls.crt', 'tls.key'],
  superuserSecret: ['username', 'password'],
};
/** Fields that name a Secret and one key of it. */
const KEYED = new Set([
  'accessKeyId',
  'applicationCredentials',
  'bindPassword',
  'connectionString',
  'customQueriesSecret',
  'endpointCA',
  'password',
  'region',
  'secretAccessKey',
  'secretKeyRef',
  'secretRefs',
  'sessionToken',
  'sslCert',
  'sslKey',
  'sslRootCert',
  'storageAccount',
  'storageKey',
  'storageSasToken',
]);
const CREDENTIALS = ['username', 'password'];
const DEEPEST = 40;

const known = new WeakMap<Manifest, readonly SecretReference[]>();

/** All places in an object that name a Secret, without optional ones, which may be missing. */
export function secretReferencesOf(manifest: Manifest): readonly SecretReference[] {
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const found = search(manifest);
  known.set(manifest, found);
  return found;
}

function search(manifest: Manifest): SecretReference[] {
  const found: SecretReference[] = [];
  const visit = (value: unknown, field: string, path: string, depth: number) => {
    // For the certificates of a Cluster the field is a plain name, not an object with a name.
    if (typeof value === 'string' && value !== '' && Object.hasOwn(FIXED_KEYS, field)) {
      found.push({ path, name: value, keys: FIXED_KEYS[field] ?? [] });
    }
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, field, `${path}[${index}]`, depth + 1);
      return;
    }
    const reference = referenceOf(record(value), field, path);
    if (reference !== undefined) found.push(reference);
    for (const [key, child] of Object.entries(value)) visit(child, key, `${path}.${key}`, depth + 1);
  };
  visit(manifest.spec, 'spec', 'spec', 0);
  return found;
}

function referenceOf(
  { name, key, secretName, items, optional }: Readonly<Record<string, unknown>>,
  field: string,
  path: string,
): SecretReference | undefined {
  const secret = text(field === 'secret' ? (secretName ?? name) : name);
  if (secret === undefined || secret === '' || optional === true) return undefined;
  const at = `${path}.${secretName === undefined ? 'name' : 'secretName'}`;
  if (field === 'secret')
    return { path: at, name: secret, keys: /^spec\.bootstrap\./.test(path) ? CREDENTIALS : keysOf(items) };
  if (field === 'secretRef' || field === 'imagePullSecrets') return { path: at, name: secret, keys: [] };
  const fixed = Object.hasOwn(FIXED_KEYS, field) ? FIXED_KEYS[field] : undefined;
  if (fixed !== undefined) return { path: at, name: secret, keys: fixed };
  const single = text(key);
  return KEYED.has(field) && single !== undefined ? { path: `${path}.key`, name: secret, keys: [single] } : undefined;
}

function keysOf(items: unknown): string[] {
  return Array.isArray(items) ? items.flatMap((item) => text(record(item).key) ?? []) : [];
}
