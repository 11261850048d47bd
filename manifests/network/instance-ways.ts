import { POSTGRES_PORT, STATUS_PORT } from '../../values/cnpg/ports';
import { Kind } from '../object/kinds';
import { at, type Manifest } from '../object/manifest';
import type { Index } from '../object/object-index';
import { instancePods, joinJobOf, OPERATOR } from './pods';
import { storePortOf } from './store-port';
import { byPolicy, type Closed, closingAddresses, closingNames, closingsOf, oncePerDirection } from './ways';

/** What blocks the operator from the instances. */
export function closedToOperator(index: Index): ReadonlyMap<Manifest, Closed[]> {
  const closed = index.all(Kind.CLUSTER).flatMap((cluster) =>
    instancePods(cluster)
      .flatMap((to) => closingsOf({ from: OPERATOR, to, port: STATUS_PORT }, index))
      .slice(0, 1)
      .map((closing) => ({
        ...closing,
        message: `port ${STATUS_PORT} of the instances of Cluster ${cluster.metadata.name} is closed: the operator cannot ask how they are, so none becomes ready and none is promoted`,
        fix: `let the operator's namespace in on ${STATUS_PORT}: namespaceSelector with kubernetes.io/metadata.name: cnpg-system`,
      })),
  );
  return byPolicy(closed);
}

/** The connections that instances need: to each other, to DNS, to the API server and to the object store. */
export function closedToInstances(index: Index): ReadonlyMap<Manifest, Closed[]> {
  return byPolicy(
    index
      .all(Kind.CLUSTER)
      .flatMap((cluster) => [...between(cluster, index), ...joining(cluster, index), ...outwards(cluster, index)]),
  );
}

/** A single instance has no peers. */
function between(cluster: Manifest, index: Index): Closed[] {
  const [primary, replica] = instancePods(cluster);
  if (primary === undefined || replica === undefined) return [];
  const isAlone = at(cluster, 'spec.probes.liveness.isolationCheck.enabled') === false;
  const needs: [port: number, consequence: string][] = [
    [POSTGRES_PORT, 'no replica can follow the primary'],
    ...(isAlone
      ? []
      : [
          [STATUS_PORT, 'a primary that loses the API server takes itself for isolated, and stops'] as [number, string],
        ]),
  ];
  return needs.flatMap(([port, consequence]) => {
    const ways = [
      { from: primary, to: replica, port },
      { from: replica, to: primary, port },
    ];
    return oncePerDirection(ways.flatMap((way) => closingsOf(way, index))).map((closing) => ({
      ...closing,
      message: `port ${port} of each other is closed to the instances of Cluster ${cluster.metadata.name}: ${consequence}`,
      fix: `let pods with cnpg.io/cluster: ${cluster.metadata.name} through on ${port}, by a rule of ${closing.direction}`,
    }));
  });
}

/** Not reported if instances are also blocked from each other, because the fix is the same. */
function joining(cluster: Manifest, index: Index): Closed[] {
  const [primary, replica] = instancePods(cluster);
  if (primary === undefined || replica === undefined) return [];
  if (closingsOf({ from: replica, to: primary, port: POSTGRES_PORT }, index).length > 0) return [];
  return closingsOf({ from: joinJobOf(cluster), to: primary, port: POSTGRES_PORT }, index).map((closing) => ({
    ...closing,
    message: `port ${POSTGRES_PORT} of the primary of Cluster ${cluster.metadata.name} is closed to the job that copies it: no replica can be made`,
    fix: `let pods with cnpg.io/cluster: ${cluster.metadata.name} through on ${POSTGRES_PORT}: those of CNPG's jobs have cnpg.io/jobRole, and no cnpg.io/podRole`,
  }));
}

function outwards(cluster: Manifest, index: Index): Closed[] {
  const pods = instancePods(cluster);
  const store = storePortOf(cluster, index);
  const what = (closed: string, consequence: string) =>
    `${closed} is closed to the instances of Cluster ${cluster.metadata.name}: ${consequence}`;
  const addresses = pods.flatMap((pod) => closingAddresses(pod, undefined, index)).slice(0, 1);
  const names = pods.flatMap((pod) => closingNames(pod, index)).slice(0, 1);
  const stores = store === undefined ? [] : pods.flatMap((pod) => closingAddresses(pod, store, index)).slice(0, 1);
  return [
    ...names.map((closing) => ({
      ...closing,
      message: what('DNS', 'none finds the primary, the API server or the object store'),
      fix: 'let them reach port 53 of pods k8s-app: kube-dns in kube-system, by UDP and TCP',
    })),
    // The port of the API server is not in the manifests, and pod selectors do not match it.
    ...addresses.map((closing) => ({
      ...closing,
      message: what('the API server', 'none becomes ready'),
      fix: 'let them reach its addresses by an ipBlock (kubectl get endpointslices kubernetes)',
    })),
    ...(addresses.length > 0 ? [] : stores).map((closing) => ({
      ...closing,
      message: what(`port ${store} of the object store`, 'no WAL is archived, and no backup is made'),
      fix: `let them reach the addresses of the object store on ${store} by an ipBlock`,
    })),
  ];
}
