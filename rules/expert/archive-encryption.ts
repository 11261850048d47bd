import { configurationPath, storesInS3 } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const archiveEncryption: Rule = {
  id: 'archive-encryption',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE],
  why: `Without \`encryption\`, objects in S3 are encrypted as the default of the bucket says. No manifest shows that default, and anybody
with access to the bucket's settings can change it. Where the data must be encrypted (health, payment cards), git should say how.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db, wal: {encryption: aws:kms}, data: {encryption: aws:kms}}}
`,
  check(manifest, { report }) {
    const base = configurationPath(manifest);
    const configuration = at(manifest, base);
    const isAws = storesInS3(configuration) && !text(at(configuration, 'endpointURL'));
    const missing = ['wal', 'data'].filter((part) => !text(at(configuration, `${part}.encryption`)));
    if (!isAws || missing.length === 0) return;
    report({
      path: `${base}.${missing[0]}`,
      message: `${missing.join(' and ')} set no encryption: the default of the bucket applies`,
      fix: 'set encryption: aws:kms or AES256 for wal and data, or accept this where a bucket policy enforces it',
    });
  },
};
