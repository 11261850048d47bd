import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { dns1123SubdomainProblem } from '../../values/kubernetes/names';
import { isSopsEncrypted } from '../../values/kubernetes/sops';
import { checkName, InputError } from '../base/input-error';
import { namespaceFor } from '../base/object-metadata';
import type { ISecret } from './secret';

/**
 * A Secret that `sops` has encrypted, written to `dist/` as it is: `import awsCreds from './aws-creds.sops.json'`. It is the whole object
 * with its namespace, as sops signs more than the values.
 */
export type SopsFile = Readonly<Record<string, unknown>>;

/**
 * A Secret that is committed encrypted by SOPS. Neither Kubernetes nor Argo CD decrypts it by itself: Argo CD needs a plugin that does
 * (`sops --decrypt --in-place secret.yaml && kustomize build .`), and without one the API server refuses the field `sops`. sops reads one
 * object a file, so that a folder has one of these.
 * @see https://getsops.io/docs/
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/secret-management/
 */
export class SopsSecret extends Construct implements ISecret {
  readonly name: string;

  /** @throws InputError for what is no Secret that sops has encrypted, a value that is not, another namespace, a second one of a folder. */
  constructor(scope: Construct, id: string, file: SopsFile) {
    super(scope, id);
    const { apiVersion, kind, metadata, data, stringData, sops } = file;
    if (apiVersion !== 'v1' || kind !== 'Secret') {
      throw new InputError(this, `this is ${apiVersion} ${kind}; give a v1 Secret that sops has encrypted`);
    }
    if (typeof record(sops).mac !== 'string') {
      throw new InputError(this, 'the Secret has no `sops.mac`; encrypt it: sops --encrypt --in-place FILE');
    }
    const { name, namespace } = record(metadata);
    this.name = typeof name === 'string' ? name : '';
    checkName(this, 'metadata.name', this.name, dns1123SubdomainProblem);
    const own = namespaceFor(this, undefined);
    if (namespace !== own) {
      throw new InputError(
        this,
        `metadata.namespace is ${JSON.stringify(namespace)}; write "${own}", and encrypt it again`,
      );
    }
    const open = Object.entries({ ...record(data), ...record(stringData) }).filter(
      ([, value]) => !isSopsEncrypted(`${value}`),
    );
    if (open.length > 0) {
      throw new InputError(
        this,
        `sops has not encrypted ${open.map(([key]) => key).join(', ')}; encrypt the file again`,
      );
    }
    const others = Chart.of(this)
      .node.findAll()
      .filter((other) => other instanceof SopsSecret && other !== this);
    if (others.length > 0) {
      throw new InputError(
        this,
        `${others[0]?.node.path} is in this folder too, and sops reads one object a file; give it another folder`,
      );
    }
    new ApiObject(this, 'Resource', { ...file, apiVersion, kind });
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
