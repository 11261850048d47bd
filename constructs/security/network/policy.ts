import { k8s } from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import { SyncWave } from '../../gitops/protection';
import { type ObjectProps, objectMetadata } from '../../object-metadata';
import { nonEmpty } from '../../overrides';
import type { Allowance } from './peers';

/** What a policy allows; whatever it does not mention is closed, both ways. */
interface PolicyProps extends ObjectProps {
  readonly pods: k8s.LabelSelector;
  /** @default - nobody comes in */
  readonly ingress?: readonly Allowance[];
  /** @default - nothing is reached */
  readonly egress?: readonly Allowance[];
}

/**
 * A NetworkPolicy of both directions. It is there before the pods that it selects, so that none of them ever runs in the open.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy(scope: Construct, id: string, props: PolicyProps): void {
  new k8s.KubeNetworkPolicy(scope, id, {
    metadata: objectMetadata(scope, props, { wave: SyncWave.PREREQUISITE }),
    spec: {
      podSelector: props.pods,
      policyTypes: ['Ingress', 'Egress'],
      ingress: nonEmpty(props.ingress?.map(({ peers, ports }) => ({ from: nonEmpty(peers), ports: [...ports] }))),
      egress: nonEmpty(props.egress?.map(({ peers, ports }) => ({ to: nonEmpty(peers), ports: [...ports] }))),
    },
  });
}
