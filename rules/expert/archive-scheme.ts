import { configurationPath } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import { answerOf } from '../../manifests/object/watched';
import type { Rule } from '../engine/rule';

/** The provider that Barman Cloud is told, by the credentials, and the paths that it reads with it. */
const PROVIDERS = [
  ['s3Credentials', /^s3:\/\/[^/]/i, 's3://BUCKET/FOLDER, with an endpointURL where the bucket is not of AWS'],
  ['googleCredentials', /^(?:gs:\/\/[^/]|https:\/\/console\.cloud\.google\.com\/)/i, 'gs://BUCKET/FOLDER'],
  ['azureCredentials', /^https?:\/\/[^/]/i, 'https://ACCOUNT.blob.core.windows.net/CONTAINER/FOLDER'],
] as const;

export const archiveScheme: Rule = {
  id: 'archive-scheme',
  severity: 'error',
  kinds: [Kind.OBJECT_STORE, Kind.CLUSTER],
  why: `The credentials of a store decide with which provider Barman Cloud is called, and each provider reads paths of its own form. The API
server and the operator take any pair. Barman Cloud refuses the path at every call: no WAL is archived, no base backup is made, and WAL fills
the volume. Stores that speak the language of S3, Google's among them, have paths with s3:// and an \`endpointURL\`.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: gs://shop/db, s3Credentials: {inheritFromIAMRole: true}}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: gs://shop/db, googleCredentials: {gkeEnvironment: true}}}
`,
  check(manifest, { report }) {
    const base = configurationPath(manifest);
    const store = record(at(manifest, base));
    const given = PROVIDERS.filter(([credentials]) => (store[credentials] ?? null) !== null);
    const [own] = given;
    if (own === undefined || given.length > 1) return;
    const [credentials, reads, example] = own;
    // What a template fills in later is not known here.
    const isRead = (path: unknown) => text(path) === undefined || /^$|[${}]/.test(`${path}`) || reads.test(`${path}`);
    if (answerOf(store, 'destinationPath', isRead)) return;
    const path = text(store.destinationPath) ?? '';
    const other = PROVIDERS.find(([, form]) => form.test(path));
    report({
      path: `${base}.destinationPath`,
      message: `"${path}" is no path that Barman Cloud reads with ${credentials}: it refuses it at every upload`,
      fix: `write ${example}${other === undefined ? '' : `; or give ${other[0]} in place of ${credentials}`}`,
    });
  },
};
