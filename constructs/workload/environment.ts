import { each, type Keys } from '../../values/text/keys';
import { type ISecret, SECRET_KEY_KEYS, SECRET_KEYS, type SecretKey, secretKeySelector } from '../secrets/secret';
import type { EnvVar } from './connection-env';

/** One key of a ConfigMap. */
export interface ConfigMapKey {
  /** Name of the ConfigMap. */
  readonly configMap: string;
  /** Name of the key in it. */
  readonly key: string;
}

/** What a variable is: a text, a key of a Secret (`Secret.fromSecretName('mail').key('token')`) or a key of a ConfigMap. */
export type EnvValue = string | SecretKey | ConfigMapKey;

/** All keys of a Secret or of a ConfigMap, each as a variable of its name. */
export type EnvSource = (
  | { readonly secret: ISecret; readonly configMap?: undefined }
  | { readonly configMap: string; readonly secret?: undefined }
) & {
  /** What stands before each name. @default - nothing */
  readonly prefix?: string;
};

/** Keys of {@link EnvValue}, by the name of the variable. */
export const ENV_KEYS = each<SecretKey | ConfigMapKey>({ ...SECRET_KEY_KEYS, configMap: true });
/** Keys of {@link EnvSource}. */
export const ENV_SOURCE_KEYS: Keys<EnvSource> = { secret: SECRET_KEYS, configMap: true, prefix: true };

/** A variable as Kubernetes takes it. */
export function envVar(name: string, value: EnvValue): EnvVar {
  if (typeof value === 'string') return { name, value };
  if ('secret' in value) return { name, valueFrom: { secretKeyRef: secretKeySelector(value) } };
  return { name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } };
}

/** A source as Kubernetes takes it. */
export function envFromSource({ secret, configMap, prefix }: EnvSource) {
  const source = secret === undefined ? { configMapRef: { name: configMap } } : { secretRef: { name: secret.name } };
  return { ...(prefix !== undefined && { prefix }), ...source };
}
