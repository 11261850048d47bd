import { storesInS3 } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, list, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const VARIABLES = ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'];

export const archiveChecksums: Rule = {
  id: 'archive-checksums',
  severity: 'info',
  kinds: [Kind.OBJECT_STORE],
  why: `Since version 1.36 boto3 sends checksums that many S3-compatible stores do not support. Uploads, and WAL archiving with them, fail
with errors that do not name the cause. Two variables of the sidecar turn the checksums off where the protocol does not require them.`,
  docs: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/7715',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db, endpointURL: https://s3.example.com}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec:
  configuration: {destinationPath: s3://shop/db, endpointURL: https://s3.example.com}
  instanceSidecarConfiguration:
    env:
    - {name: AWS_REQUEST_CHECKSUM_CALCULATION, value: when_required}
    - {name: AWS_RESPONSE_CHECKSUM_VALIDATION, value: when_required}
`,
  check(manifest, { report }) {
    const endpoint = text(at(manifest, 'spec.configuration.endpointURL')) ?? '';
    const isS3 = storesInS3(at(manifest, 'spec.configuration'));
    if (!isS3 || endpoint === '' || /\.amazonaws\.com(\.cn)?(:\d+)?\/?$/.test(endpoint)) return;
    const given = list(at(manifest, 'spec.instanceSidecarConfiguration.env')).map((variable) => record(variable).name);
    const missing = VARIABLES.filter((name) => !given.includes(name));
    if (missing.length === 0) return;
    report({
      path: 'spec.instanceSidecarConfiguration.env',
      message: `${endpoint} is not AWS and may not support the checksums that boto3 sends: archiving would fail`,
      fix: `set ${missing.join(' and ')} to when_required`,
    });
  },
};
