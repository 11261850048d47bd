import { variablesOf } from '../../manifests/kubernetes/workload';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';
import { knownShape } from '../secrets/shapes';

const NAMES = new Set(['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY']);
const ENVIRONMENTS = ['spec.env', 'spec.instanceSidecarConfiguration.env'];

export const accessKeyIdLiteral: Rule = {
  id: 'access-key-id-literal',
  severity: 'warning',
  level: 'regulated',
  isOfTexts: true,
  kinds: [...WORKLOAD_KINDS, Kind.CLUSTER, Kind.OBJECT_STORE],
  why: `The id of an access key is not secret by itself, but it is half of a credential: it names the account and tells an attacker what to
look for. It changes with its secret at every rotation, so it belongs in the same Secret. This rule checks variables; \`secret-literal\`
finds ids in AWS's own format anywhere.`,
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {instanceSidecarConfiguration: {env: [{name: AWS_ACCESS_KEY_ID, value: backup-writer}]}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec:
  configuration:
    destinationPath: s3://shop/db
    s3Credentials: {accessKeyId: {name: aws-creds, key: ACCESS_KEY_ID}, secretAccessKey: {name: aws-creds, key: SECRET_ACCESS_KEY}}
`,
  check(manifest, { report }) {
    const variables = [...variablesOf(manifest), ...ownVariables(manifest)].filter(({ name }) => NAMES.has(name));
    for (const { name, value, path } of variables) {
      // A value in AWS's own format is already an error of `secret-literal`.
      if (value === '' || /^\$[({]/.test(value) || knownShape(value) !== undefined) continue;
      report({
        path,
        message: `${name} has a literal value: the id of an access key is in plain text, and changes at every rotation`,
        fix: 'read it from the Secret that holds the key, with valueFrom.secretKeyRef or s3Credentials.accessKeyId',
      });
    }
  },
};

function ownVariables(manifest: Manifest): { name: string; value: string; path: string }[] {
  return ENVIRONMENTS.flatMap((base) =>
    list(at(manifest, base)).map((variable, index) => {
      const { name, value } = record(variable);
      return { name: text(name) ?? '', value: text(value) ?? '', path: `${base}[${index}].value` };
    }),
  );
}
