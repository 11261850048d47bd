import type { ApiObjectProps } from 'cdk8s';
import { CLUSTER_LABEL, INSTANCE_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';

/** How long the primary is cut off: longer than a failover by the node monitor takes. */
const PARTITION_SECONDS = 120;

/** Faults that Chaos Mesh can make. */
export type ChaosDrill = 'failover' | 'partition';

/**
 * A fault of the primary by Chaos Mesh, again and again.
 * @see https://chaos-mesh.org/docs/define-scheduling-rules/
 */
export function chaosSchedule(drill: ChaosDrill, namespace: string, cluster: string, schedule: string): ApiObjectProps {
  const selector = {
    namespaces: [namespace],
    labelSelectors: { [CLUSTER_LABEL]: cluster, [INSTANCE_ROLE_LABEL]: 'primary' },
  };
  const fault =
    drill === 'partition'
      ? {
          type: 'NetworkChaos',
          // Without a target, all traffic of the pod is meant.
          networkChaos: {
            action: 'loss',
            mode: 'all',
            selector,
            direction: 'to',
            loss: { loss: '100', correlation: '0' },
            duration: `${PARTITION_SECONDS}s`,
          },
        }
      : { type: 'PodChaos', podChaos: { action: 'pod-kill', mode: 'one', selector, gracePeriod: 0 } };
  return {
    apiVersion: 'chaos-mesh.org/v1alpha1',
    kind: 'Schedule',
    metadata: { name: `${cluster}-chaos-${drill}` },
    spec: { schedule, concurrencyPolicy: 'Forbid', historyLimit: 5, startingDeadlineSeconds: 600, ...fault },
  };
}
