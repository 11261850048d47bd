import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';
import { openKeys, openLiterals, unsealedKeys } from '../secrets/sealed';

interface Values {
  readonly path: string;
  readonly keys: readonly string[];
  readonly problem: string;
  readonly fix: string;
}

export const secretValue: Rule = {
  id: 'secret-value',
  severity: 'error',
  isOfTexts: true,
  kinds: [Kind.SECRET, Kind.LIST, Kind.SEALED_SECRET, Kind.KUSTOMIZATION],
  why: `A password, token or key that is committed to git stays there, and base64 hides nothing. Manifests reference a Secret by name. Its
values come from an ExternalSecret, a SealedSecret, a Secret that SOPS has encrypted, or CNPG itself, which generates the passwords of
applications. A value is secret if its key says so, or if it contains a password, a token, a private key or a URL with credentials; a user,
a host or a domain is none. References that a plugin replaces are accepted, and a SealedSecret if kubeseal created each of its values.`,
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/secret-management/',
  wrong: `apiVersion: v1
kind: Secret
metadata: {name: aws-creds, namespace: shop}
stringData: {ACCESS_KEY_ID: example, REGION: eu-central-1}
`,
  right: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: aws-creds, namespace: shop}
spec: {dataFrom: [{extract: {key: aws}}]}
`,
  check(manifest, { report }) {
    for (const { path, keys, problem, fix } of valuesIn(manifest)) {
      if (keys.length > 0) report({ path, message: `the values of ${keys.join(', ')} ${problem}`, fix });
    }
  },
};

const OPEN = {
  problem: 'are readable by everybody who can read the repository',
  fix: 'delete this Secret, and create it with an ExternalSecret, a SealedSecret or SOPS; replace the values, which are now known',
};
const UNSEALED = {
  problem: 'were not encrypted by kubeseal: the controller cannot decrypt them, and everybody may read them',
  fix: 'encrypt them with kubeseal; replace the values if they are real',
};

function valuesIn(manifest: Manifest): readonly Values[] {
  switch (groupKindOf(manifest)) {
    case Kind.SECRET:
      return openIn(manifest, '');
    case Kind.SEALED_SECRET:
      return [{ path: 'spec.encryptedData', keys: unsealedKeys(at(manifest, 'spec.encryptedData')), ...UNSEALED }];
    case Kind.KUSTOMIZATION:
      return list(manifest.secretGenerator).map((generator, i) => ({
        path: `secretGenerator[${i}].literals`,
        keys: openLiterals(list(record(generator).literals).map((literal) => `${literal}`)),
        ...OPEN,
      }));
    default:
      return list(manifest.items).flatMap((item, i) =>
        record(item).kind === 'Secret' ? openIn(record(item), `items[${i}].`) : [],
      );
  }
}

function openIn(secret: Readonly<Record<string, unknown>>, base: string): readonly Values[] {
  return (['data', 'stringData'] as const).map((field) => ({
    path: base + field,
    keys: openKeys(secret, field),
    ...OPEN,
  }));
}
