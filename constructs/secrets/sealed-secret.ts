import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps, objectMetadata } from '../base/object-metadata';
import { type ISecret, Secret } from './secret';

/** Props of {@link SealedSecret}. */
export interface SealedSecretProps extends ObjectProps {
  /**
   * What `kubeseal` printed for each key, in base64. Only the controller that holds the private key can read it, so that it may be
   * committed; `secret-value` refuses what kubeseal has not made.
   */
  readonly encryptedData: Readonly<Record<string, string>>;
  /**
   * Where the controller unseals it: under this name in this namespace, under any name in this namespace, or anywhere. It must be the
   * `--scope` that kubeseal was given.
   * @default 'strict'
   */
  readonly scope?: SealedSecretScope;
  /** Type of the Secret, such as `kubernetes.io/basic-auth`. @default 'Opaque' */
  readonly type?: string;
  /** Labels of the Secret: with `cnpg.io/reload: 'true'` CNPG takes over a changed password at once. @default - none */
  readonly secretLabels?: Readonly<Record<string, string>>;
}

/** @see https://github.com/bitnami-labs/sealed-secrets#scopes */
export type SealedSecretScope = 'strict' | 'namespace-wide' | 'cluster-wide';

const SEALED_SECRET_KEYS: Keys<SealedSecretProps> = {
  ...OBJECT_KEYS,
  encryptedData: true,
  scope: oneOf({ strict: true, 'namespace-wide': true, 'cluster-wide': true }),
  type: true,
  secretLabels: true,
};

/**
 * A Secret that is committed encrypted, and that the controller of Sealed Secrets decrypts in the cluster, under the same name.
 * @see https://github.com/bitnami-labs/sealed-secrets
 */
export class SealedSecret extends Construct implements ISecret {
  readonly name: string;

  /** @throws InputError for a name or key that no Secret can have, and where there is nothing to unseal. */
  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    super(scope, id);
    checkKeys(this, props, SEALED_SECRET_KEYS);
    const { encryptedData, scope: sealedFor = 'strict', type, secretLabels } = props;
    const keys = Object.keys(encryptedData);
    if (keys.length === 0)
      throw new InputError(this, 'encryptedData is empty; give what kubeseal printed for each key');
    const metadata = objectMetadata(this, annotated(props, sealedFor));
    this.name = metadata.name;
    for (const key of keys) Secret.fromSecretName(this.name).key(key);
    // The controller gives the Secret name and namespace of the SealedSecret, and the scope if the template repeats it.
    const template = {
      metadata: { ...(secretLabels && { labels: { ...secretLabels } }), ...annotationsFor(sealedFor) },
      ...(type && { type }),
    };
    new ApiObject(this, 'Resource', {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata,
      spec: {
        encryptedData: { ...encryptedData },
        ...((type || Object.keys(template.metadata).length > 0) && { template }),
      },
    });
  }
}

function annotated(props: SealedSecretProps, scope: SealedSecretScope): ObjectProps {
  const annotations = { ...props.annotations, ...annotationsFor(scope).annotations };
  return Object.keys(annotations).length > 0 ? { ...props, annotations } : props;
}

function annotationsFor(scope: SealedSecretScope): { annotations?: Record<string, string> } {
  return scope === 'strict' ? {} : { annotations: { [`sealedsecrets.bitnami.com/${scope}`]: 'true' } };
}
