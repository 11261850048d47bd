import { configurationPath, storesInS3 } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const archiveEndpoint: Rule = {
  id: 'archive-endpoint',
  severity: 'error',
  kinds: [Kind.OBJECT_STORE, Kind.CLUSTER],
  why: `The API server and the operator take any text for the endpoint of an S3 store. boto3, with which Barman Cloud uploads, wants a URL with
http or https and a host: of anything else it says "Invalid endpoint" before it has connected, so that no WAL is archived, no base backup is
made, and WAL fills the volume.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db, endpointURL: "minio.storage:9000"}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db, endpointURL: "https://minio.storage:9000"}}
`,
  check(manifest, { report }) {
    const base = configurationPath(manifest);
    const endpoint = text(at(manifest, `${base}.endpointURL`)) ?? '';
    const isS3 = storesInS3(at(manifest, base));
    // What a template fills in later is not known here.
    if (!isS3 || endpoint === '' || /[${}]/.test(endpoint) || /^https?:\/\/[^/?#]/i.test(endpoint)) return;
    const host = endpoint.replace(/^(?:\w+:)?\/*/, '');
    report({
      path: `${base}.endpointURL`,
      message: `"${endpoint}" is not a URL with http or https and a host: boto3 refuses it as an invalid endpoint at every upload`,
      fix: /^[\w.-]+(?::\d+)?(?:\/|$)/.test(host)
        ? `write https://${host}`
        : 'write one such as https://s3.example.com',
    });
  },
};
