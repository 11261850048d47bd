import * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { Construct } from 'constructs';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { dns1123LabelProblem } from '../../values/kubernetes/names';
import { POD_SECURITY_LABEL, type PodSecurityLevel } from '../../values/kubernetes/pod-security';
import { InvalidValueError } from '../../values/text/invalid-value';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { checkName, InputError, located } from '../base/input-error';
import { clusterScopedMetadata, PLACED_KEYS, type PlacedObjectProps, withoutNamespace } from '../base/object-metadata';
import { PROTECTION, type Protection, SyncWave } from './protection';

/** Props of {@link Namespace}. */
export interface NamespaceProps extends PlacedObjectProps {
  /** What Argo CD may do to it: deleting a namespace deletes every database in it. @default 'deny' */
  readonly protection?: Protection;
  /**
   * The Pod Security Standard that its pods must keep. Those of CNPG, its plugin and `ApiDeployment` keep the restricted one.
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * Minor version of Kubernetes whose standard it is, such as `1.34`: with the latest one, an upgrade might refuse pods that ran before.
   * @default - the one that this release is made for
   */
  readonly podSecurityVersion?: string;
}

const NAMESPACE_KEYS: Keys<NamespaceProps> = {
  ...PLACED_KEYS,
  protection: PROTECTION,
  podSecurity: oneOf({ privileged: true, baseline: true, restricted: true }),
  podSecurityVersion: true,
};

/**
 * A namespace that Argo CD neither prunes nor deletes, and whose pods keep the restricted Pod Security Standard: the API server refuses
 * others, and warns of a workload that would make them.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export class Namespace extends Construct {
  readonly name: string;

  /** @throws InputError for a name that is no DNS label, a version that is none, labels that contradict `podSecurity`. */
  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    checkKeys(this, props, NAMESPACE_KEYS);
    checkName(this, 'name', props.name, dns1123LabelProblem);
    this.name = props.name;
    const argo = { protection: props.protection ?? 'deny', wave: SyncWave.NAMESPACE } as const;
    const own = located(this, () => podSecurityLabels(props.podSecurity, props.podSecurityVersion));
    const given = Object.keys(props.labels ?? {}).find((label) => label.startsWith(POD_SECURITY_LABEL));
    if (given !== undefined) throw new InputError(this, `label ${given}: use \`podSecurity\` instead`);
    const metadata = clusterScopedMetadata(this, { ...props, labels: { ...props.labels, ...own } }, argo);
    withoutNamespace(new k8s.KubeNamespace(this, 'Resource', { metadata }));
  }
}

/**
 * The labels by which a namespace refuses pods that do not keep a standard, also for namespaces that Argo CD creates.
 * @throws InvalidValueError for a version that is not a minor version of Kubernetes.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(
  level: PodSecurityLevel = 'restricted',
  version = DEFAULT_TARGET.kubernetes,
): Record<string, string> {
  if (!/^1\.\d+$/.test(version)) {
    throw new InvalidValueError(
      `podSecurityVersion "${version}": give a minor version of Kubernetes, such as ${DEFAULT_TARGET.kubernetes}`,
    );
  }
  return Object.fromEntries(
    ['enforce', 'audit', 'warn'].flatMap((mode) => [
      [POD_SECURITY_LABEL + mode, level],
      [`${POD_SECURITY_LABEL}${mode}-version`, `v${version}`],
    ]),
  );
}
