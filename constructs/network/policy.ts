import { Lazy } from 'cdk8s';
import * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import type { Construct } from 'constructs';
import { type ObjectProps, objectMetadata } from '../base/object-metadata';
import { nonEmpty } from '../base/overrides';
import { SyncWave } from '../gitops/protection';
import type { Allowance } from './peers';

/** What a policy allows; whatever it does not mention is closed, both ways. */
interface PolicyProps extends ObjectProps {
  readonly pods: k8s.LabelSelector;
  /** A function is asked when the policy is rendered. @default - nobody comes in */
  readonly ingress?: readonly Allowance[] | (() => readonly Allowance[]);
  /** @default - nothing is reached */
  readonly egress?: readonly Allowance[];
}

/**
 * A NetworkPolicy of both directions. It is there before the pods that it selects, so that none of them ever runs in the open.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function addNetworkPolicy(scope: Construct, id: string, props: PolicyProps): void {
  const { pods, ingress, egress } = props;
  const spec = (): k8s.NetworkPolicySpec => ({
    podSelector: pods,
    policyTypes: ['Ingress', 'Egress'],
    ingress: nonEmpty(
      (typeof ingress === 'function' ? ingress() : ingress)?.map(({ peers, ports }) => ({
        from: nonEmpty(peers),
        ports: [...ports],
      })),
    ),
    egress: nonEmpty(egress?.map(({ peers, ports }) => ({ to: nonEmpty(peers), ports: [...ports] }))),
  });
  new k8s.KubeNetworkPolicy(scope, id, {
    metadata: objectMetadata(scope, props, { wave: SyncWave.PREREQUISITE }),
    spec: Lazy.any({ produce: spec }) as k8s.NetworkPolicySpec,
  });
}
