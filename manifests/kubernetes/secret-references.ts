import { rememberLast } from '../../values/collections/remember-last';
import type { Json } from '../object/json';
import { type Manifest, record, text } from '../object/manifest';
import { bareForm } from '../object/watched';

/** A place that names a Secret, and the keys that are read from it. */
export interface SecretReference {
  readonly path: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** Fields of CNPG and its plugin that name a Secret without keys, and the keys that are read. */
const FIXED_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['clientCASecret', ['ca.crt']],
  ['clientTLSSecret', ['tls.crt', 'tls.key']],
  ['passwordSecret', ['username', 'password']],
  ['replicationTLSSecret', ['tls.crt', 'tls.key']],
  ['serverCASecret', ['ca.crt']],
  ['serverTLSSecret', ['tls.crt', 'tls.key']],
  ['superuserSecret', ['username', 'password']],
]);
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
/** All fields that may name a Secret. */
const NAMING = new Set(['secret', 'secretRef', 'imagePullSecrets', ...FIXED_KEYS.keys(), ...KEYED]);
const CREDENTIALS = ['username', 'password'];
const DEEPEST = 40;

/** All places in an object that name a Secret, without optional ones, which may be missing. */
export const secretReferencesOf = rememberLast((manifest: Manifest): readonly SecretReference[] => {
  const found: SecretReference[] = [];
  // Steps become a path where a Secret is named: there are hundreds of other fields.
  const steps: (string | number)[] = [];
  const visit = (holder: Json, bare: Json, step: string | number, field: string) => {
    const value = bare[step];
    if (typeof value === 'object' && value !== null) {
      if (steps.length > DEEPEST) return;
      steps.push(step);
      visitPart(holder[step] as Json, field);
      steps.pop();
    } else if (typeof value === 'string' && value !== '') {
      // For the certificates of a Cluster the field is a plain name, not an object with a name.
      const keys = FIXED_KEYS.get(field);
      if (keys !== undefined) found.push({ path: pathOf([...steps, step]), name: holder[step] as string, keys });
    }
  };
  const visitPart = (part: Json, field: string) => {
    const bare = bareForm(part);
    if (Array.isArray(part)) {
      for (let index = 0; index < part.length; index += 1) visit(part, bare, index, field);
      return;
    }
    const reference = NAMING.has(field) ? referenceOf(part, field, steps) : undefined;
    if (reference !== undefined) found.push(reference);
    for (const key of Object.keys(part)) visit(part, bare, key, key);
  };
  visit(manifest, bareForm(manifest), 'spec', 'spec');
  return found;
});

function referenceOf(
  { name, key, secretName, items, optional }: Readonly<Record<string, unknown>>,
  field: string,
  steps: readonly (string | number)[],
): SecretReference | undefined {
  const secret = text(field === 'secret' ? (secretName ?? name) : name);
  if (secret === undefined || secret === '' || optional === true) return undefined;
  const path = pathOf(steps);
  const at = `${path}.${secretName === undefined ? 'name' : 'secretName'}`;
  if (field === 'secret')
    return { path: at, name: secret, keys: /^spec\.bootstrap\./.test(path) ? CREDENTIALS : keysOf(items) };
  if (field === 'secretRef' || field === 'imagePullSecrets') return { path: at, name: secret, keys: [] };
  const fixed = FIXED_KEYS.get(field);
  if (fixed !== undefined) return { path: at, name: secret, keys: fixed };
  const single = text(key);
  return KEYED.has(field) && single !== undefined ? { path: `${path}.key`, name: secret, keys: [single] } : undefined;
}

function keysOf(items: unknown): string[] {
  return Array.isArray(items) ? items.flatMap((item) => text(record(item).key) ?? []) : [];
}

function pathOf(steps: readonly (string | number)[]): string {
  return steps
    .map((step, depth) => (typeof step === 'number' ? `[${step}]` : `${depth === 0 ? '' : '.'}${step}`))
    .join('');
}
