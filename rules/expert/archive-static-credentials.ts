import { configurationPath } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const archiveStaticCredentials: Rule = {
  id: 'archive-static-credentials',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE],
  why: `A pair of S3 keys does not expire. It is kept in a Secret that anybody who can read Secrets in the namespace can copy, and it is
rotated by hand, if at all. On AWS the pods can use an IAM role instead, with credentials that expire after an hour.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/#iam-role-for-service-account-irsa',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec:
  configuration:
    destinationPath: s3://shop/db
    s3Credentials: {accessKeyId: {name: aws, key: id}, secretAccessKey: {name: aws, key: secret}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec:
  configuration:
    destinationPath: s3://shop/db
    s3Credentials: {inheritFromIAMRole: true}
`,
  check(manifest, { report }) {
    const base = configurationPath(manifest);
    const secret = text(at(manifest, `${base}.s3Credentials.accessKeyId.name`));
    if (secret === undefined || text(at(manifest, `${base}.endpointURL`))) return;
    report({
      path: `${base}.s3Credentials`,
      message: `the keys in Secret ${secret} do not expire, and anybody who has them can read and delete all backups`,
      fix: 'set inheritFromIAMRole: true and annotate the service account of the Cluster with its role',
    });
  },
};
