import { Construct } from 'constructs';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { OBJECT_KEYS, type ObjectProps } from '../base/object-metadata';
import { addNetworkPolicy } from './policy';

/** Props of {@link DefaultDeny}. */
export interface DefaultDenyProps extends Partial<ObjectProps> {
  /** Name of the policy. @default 'default-deny' */
  readonly name?: string;
}

const DEFAULT_DENY_KEYS: Keys<DefaultDenyProps> = OBJECT_KEYS;

/**
 * Closes every pod of a namespace, both ways, DNS too; other policies open what they allow. Clusters, poolers and APIs with policies of
 * their own need none of this: it is for the pods that nobody has thought of. Those are closed as well that somebody else brings: solvers
 * of ACME, hooks of Argo CD, clusters that a restore drill recovers and its jobs.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic
 */
export class DefaultDeny extends Construct {
  /** @throws InputError for a name without meaning, and where no namespace is known. */
  constructor(scope: Construct, id: string, props: DefaultDenyProps = {}) {
    super(scope, id);
    checkKeys(this, props, DEFAULT_DENY_KEYS);
    addNetworkPolicy(this, 'Resource', { ...props, name: props.name ?? 'default-deny', pods: {} });
  }
}
