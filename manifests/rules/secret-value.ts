import { Kind } from '../kinds';
import { record } from '../manifest';
import type { Rule } from '../rule';

export const secretValue: Rule = {
  id: 'secret-value',
  severity: 'error',
  kinds: [Kind.SECRET],
  why: `What is committed to git stays there, and base64 hides nothing. Manifests name the Secret; its values come from where they are kept: from
an ExternalSecret, a SealedSecret, or CNPG itself, which makes the passwords of its applications.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/secret-management/',
  wrong: `apiVersion: v1
kind: Secret
metadata: {name: aws-creds, namespace: shop}
stringData: {ACCESS_KEY_ID: example}
`,
  right: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: aws-creds, namespace: shop}
spec: {dataFrom: [{extract: {key: aws}}]}
`,
  check(manifest, { report }) {
    for (const field of ['data', 'stringData']) {
      const keys = Object.keys(record(manifest[field]));
      if (keys.length === 0) continue;
      report({
        path: field,
        message: `the values of ${keys.join(', ')} would be readable by everybody who can read the repository`,
        fix: 'delete the Secret here, and let an ExternalSecret or SealedSecret make it; replace the values, which are known now',
      });
    }
  },
};
