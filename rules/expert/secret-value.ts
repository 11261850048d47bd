import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';
import { openKeys, unsealedKeys } from '../secrets/sealed';

interface Values {
  readonly path: string;
  readonly keys: readonly string[];
  readonly problem: string;
  readonly fix: string;
}

export const secretValue: Rule = {
  id: 'secret-value',
  severity: 'error',
  kinds: [Kind.SECRET, Kind.LIST, Kind.SEALED_SECRET, Kind.KUSTOMIZATION],
  why: `What is committed to git stays there, and base64 hides nothing. Manifests reference a Secret by name. Its values come from an
ExternalSecret, a SealedSecret, a Secret that SOPS has encrypted, or CNPG itself, which generates the passwords of applications. A Secret
encrypted by SOPS is accepted if each of its values is encrypted, a SealedSecret if kubeseal created each of its values.`,
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
      return list(manifest.secretGenerator).map((generator, i) => {
        const literals = list(record(generator).literals).map((literal) => `${literal}`.replace(/=.*$/s, ''));
        return { path: `secretGenerator[${i}].literals`, keys: literals, ...OPEN };
      });
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
