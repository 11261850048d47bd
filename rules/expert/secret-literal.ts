import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { type FoundSecret, secretsIn } from '../secrets/secrets-in';

export const secretLiteral: Rule = {
  id: 'secret-literal',
  severity: 'error',
  isOfTexts: true,
  kinds: [Kind.ANY],
  why: `A password in an environment variable, a connection string, an argument or the SQL of a ConfigMap is readable by everybody who can
read the repository, and stays in the history of git. This rule checks every text of every object for known forms of tokens and private
keys, for passwords in URLs, in \`password=…\` and in SQL, and for tokens that look random. It recognizes digests, certificates, public
keys, UUIDs, references such as \`$(NAME)\`, templates, and text that SOPS or kubeseal has encrypted. It never prints what it finds.`,
  docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  wrong: `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: DATABASE_URL, value: 'postgresql://shop:example@shop-db-rw:5432/shop'}]
`,
  right: `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env:
        - {name: PGPASSWORD, valueFrom: {secretKeyRef: {name: shop-credentials, key: password}}}
        - {name: DATABASE_URL, value: 'postgresql://shop:$(PGPASSWORD)@shop-db-rw:5432/shop'}
`,
  check(manifest, { report }) {
    for (const found of secretsIn(manifest)) {
      const doubt = found.isGuess ? '; if it is not a secret, accept this rule for the object and say why' : '';
      report({
        path: found.path || 'metadata',
        message: `${found.what}${shown(found)} is in plain text, readable by everybody who can read the repository`,
        fix: `reference a Secret created by an ExternalSecret, a SealedSecret or SOPS; replace the value, which is now known${doubt}`,
      });
    }
  },
};

/** Enough to find it, too little to use it. */
function shown({ secret }: FoundSecret): string {
  if (secret === '') return '';
  return secret.length < 16
    ? ` (${secret.length} characters)`
    : ` (${secret.slice(0, 3)}…, ${secret.length} characters)`;
}
