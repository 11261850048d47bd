import { dns1123SubdomainProblem } from '../../values/kubernetes/names';
import type { Keys } from '../../values/text/keys';
import { checkName, InputError } from '../base/input-error';

/**
 * A Secret that exists, or will exist, in the namespace of the object that uses it. Never its content: no prop of this library accepts
 * a password. Secrets of cdk8s-plus fit too.
 */
export interface ISecret {
  /** Name of the Secret. */
  readonly name: string;
}

/** One key of a Secret. */
export interface SecretKey {
  /** The Secret. */
  readonly secret: ISecret;
  /** Name of the key in it. */
  readonly key: string;
}

/** Keys of {@link ISecret}. */
export const SECRET_KEYS: Keys<ISecret> = { name: true };
/** Keys of {@link SecretKey}. */
export const SECRET_KEY_KEYS: Keys<SecretKey> = { secret: SECRET_KEYS, key: true };

/**
 * A reference to a Secret by its name.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class Secret implements ISecret {
  /**
   * A Secret made elsewhere: by an operator, External Secrets, Sealed Secrets or by hand.
   * @throws InputError for a name that no Secret can have.
   */
  static fromSecretName(name: string): Secret {
    return new Secret(name);
  }

  private constructor(readonly name: string) {
    checkName('Secret.fromSecretName', 'name', name, dns1123SubdomainProblem);
  }

  /** One key of this Secret. @throws InputError for a key that no Secret can have. */
  key(key: string): SecretKey {
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key)) {
      throw new InputError(`Secret ${this.name}`, `key "${key}": use letters, digits, -, _ and .`);
    }
    return { secret: this, key };
  }
}

/** `{ name, key }`, as CNPG's fields take it. */
export function secretKeySelector(reference: SecretKey): { name: string; key: string } {
  return { name: reference.secret.name, key: reference.key };
}
