import { parsedJson } from '../../manifests/object/json';
import { KUSTOMIZE_GROUP } from '../../manifests/object/kinds';
import { groupOf, type Manifest, record } from '../../manifests/object/manifest';
import { answerOf } from '../../manifests/object/watched';
import { findSecret, type SecretText } from './find-secret';
import { openKeys } from './sealed';
import { pathOf, type Steps, walk } from './walk';

export interface FoundSecret extends SecretText {
  readonly path: string;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The secrets in all texts of an object, except encrypted ones and the values of Secrets, which another rule checks. */
export function secretsIn(manifest: Manifest): FoundSecret[] {
  return search(manifest, [], encryptedIn(manifest));
}

/** Whether the value of a field, or anything below it, is or contains a secret. */
export function holdsSecret(value: unknown, field: string): boolean {
  return search({ [field]: value }, [], () => false).length > 0;
}

function search(root: object, base: Steps, isEncrypted: (steps: Steps) => boolean): FoundSecret[] {
  const found: FoundSecret[] = [];
  const tell = (secret: SecretText | undefined, steps: Steps) => {
    if (secret) found.push({ ...secret, path: pathOf([...base, ...steps]) });
  };
  walk(root, {
    text(holder, field, steps) {
      const step = steps[steps.length - 1] as string | number;
      if (field !== LAST_APPLIED && answerOf(holder, step, (value) => findSecret(`${value}`, field) === undefined))
        return;
      const text = `${Reflect.get(holder, step)}`;
      if (field === LAST_APPLIED) found.push(...lastApplied(text, [...base, ...steps]));
      else tell(findSecret(text, field), steps);
    },
    key(key, steps) {
      tell(findSecret(key, ''), steps);
    },
    object(value, steps) {
      if (isEncrypted(steps)) return false;
      if (steps.length === 0 || value.kind !== 'Secret' || value.apiVersion !== 'v1') return true;
      const keys = [...openKeys(value, 'data'), ...openKeys(value, 'stringData')];
      const what = `a Secret with values for ${keys.join(', ')}`;
      if (keys.length > 0) found.push({ what, secret: '', isGuess: false, path: pathOf([...base, ...steps]) });
      return false;
    },
  });
  return found;
}

function encryptedIn({ apiVersion, kind, sops }: Manifest): (steps: Steps) => boolean {
  const isTop =
    (...names: readonly string[]) =>
    (steps: Steps) =>
      steps.length === 1 && names.includes(`${steps[0]}`);
  if (kind === 'Secret' && apiVersion === 'v1') return isTop('data', 'stringData', 'sops');
  if (groupOf(apiVersion) === KUSTOMIZE_GROUP) return ([top]) => top === 'secretGenerator';
  if (groupOf(apiVersion) === 'bitnami.com') return ([top, field]) => top === 'spec' && field === 'encryptedData';
  return typeof record(sops).mac === 'string' ? isTop('sops') : () => false;
}

/** kubectl's copy of the whole object, values of a Secret included. All of it is at one path. */
function lastApplied(text: string, steps: Steps): FoundSecret[] {
  const path = pathOf(steps);
  const copy = parsedJson(text);
  if (copy !== undefined) return search([copy], [], () => false).map((secret) => ({ ...secret, path }));
  const secret = findSecret(text, '');
  return secret ? [{ ...secret, path }] : [];
}
