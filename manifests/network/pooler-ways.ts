import { POSTGRES_PORT } from '../../values/cnpg/ports';
import { Kind } from '../object/kinds';
import { at, type Manifest } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf } from '../object/references';
import { instancePods, type NetworkPod, poolerPod } from './pods';
import { byPolicy, type Closed, closingAddresses, closingNames, closingsOf, oncePerDirection } from './ways';

/** The connections that poolers need: to their instances, to DNS, and to the API server, which provides their configuration. */
export function closedToPoolers(index: Index): ReadonlyMap<Manifest, Closed[]> {
  return byPolicy(index.all(Kind.POOLER).flatMap((pooler) => [...inwards(pooler, index), ...outwards(pooler, index)]));
}

function inwards(pooler: Manifest, index: Index): Closed[] {
  const cluster = clusterOf(pooler, index);
  if (cluster === undefined) return [];
  const from = poolerPod(pooler);
  const name = pooler.metadata.name;
  const closings = targetsOf(pooler, cluster).flatMap((to) => closingsOf({ from, to, port: POSTGRES_PORT }, index));
  return oncePerDirection(closings).map((closing) => ({
    ...closing,
    message: `port ${POSTGRES_PORT} of the instances of Cluster ${cluster.metadata.name} is closed to Pooler ${name}: no client that connects through it reaches the database`,
    fix:
      closing.direction === 'ingress'
        ? `let pods with cnpg.io/poolerName: ${name} in on ${POSTGRES_PORT}`
        : `let it reach pods with cnpg.io/cluster: ${cluster.metadata.name} on ${POSTGRES_PORT}`,
  }));
}

/** Depending on its type, a pooler connects to the primary, to replicas, or to any instance. */
function targetsOf(pooler: Manifest, cluster: Manifest): NetworkPod[] {
  const [primary, replica] = instancePods(cluster);
  const type = at(pooler, 'spec.type') ?? 'rw';
  return [type === 'ro' ? undefined : primary, type === 'rw' ? undefined : replica].filter((pod) => pod !== undefined);
}

function outwards(pooler: Manifest, index: Index): Closed[] {
  const pod = poolerPod(pooler);
  const what = (closed: string, consequence: string) =>
    `${closed} is closed to Pooler ${pooler.metadata.name}: ${consequence}`;
  return [
    ...closingNames(pod, index).map((closing) => ({
      ...closing,
      message: what('DNS', 'it finds neither the instances nor the API server'),
      fix: 'let it reach port 53 of pods k8s-app: kube-dns in kube-system, by UDP and TCP',
    })),
    ...closingAddresses(pod, undefined, index).map((closing) => ({
      ...closing,
      message: what('the API server', 'it never starts'),
      fix: 'let it reach its addresses by an ipBlock (kubectl get endpointslices kubernetes)',
    })),
  ];
}
