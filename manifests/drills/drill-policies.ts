import { CLUSTER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { PARTITION_LABEL } from '../../values/cnpg/drill';
import type { Manifest } from '../object/manifest';
import { type DrillOrigin, drillMetadata } from './labels';

const API = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } as const;

/**
 * Allows nothing in and nothing out for the instance that carries the drill's id as its partition.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function partitionPolicy(origin: DrillOrigin): Manifest {
  return {
    ...API,
    metadata: drillMetadata(origin, origin.id),
    spec: {
      podSelector: { matchLabels: { [PARTITION_LABEL]: origin.id } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    },
  };
}

/** Only the operator can reach a recovered cluster, so that no application takes it for the real one. */
export function isolationPolicy(origin: DrillOrigin, recovered: string, operatorNamespace: string): Manifest {
  return {
    ...API,
    metadata: drillMetadata(origin, recovered),
    spec: {
      podSelector: { matchLabels: { [CLUSTER_LABEL]: recovered } },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': operatorNamespace } } }] },
        // The job that initializes an instance, and the instance itself.
        { from: [{ podSelector: { matchLabels: { [CLUSTER_LABEL]: recovered } } }] },
      ],
    },
  };
}
