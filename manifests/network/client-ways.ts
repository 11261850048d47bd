import { CLUSTER_LABEL, POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { Kind, WORKLOAD_KINDS } from '../object/kinds';
import type { Manifest } from '../object/manifest';
import type { Index } from '../object/object-index';
import { type DeclaredConnection, declaredConnections } from './declared';
import { type NetworkPod, workloadPod } from './pods';
import { byPolicy, type Closed, closingNames, closingsOf } from './ways';

/** What blocks workloads from the databases that they declare to connect to. */
export function closedToClients(index: Index): ReadonlyMap<Manifest, Closed[]> {
  const workloads = [...WORKLOAD_KINDS, Kind.POD].flatMap((kind) => index.all(kind));
  return byPolicy(
    workloads.flatMap((workload) => {
      const pod = workloadPod(workload);
      return pod === undefined
        ? []
        : declaredConnections(workload, index).flatMap((declared) => closedTo(pod, declared, index));
    }),
  );
}

function closedTo(from: NetworkPod, { by, isHost, targets, port }: DeclaredConnection, index: Index): Closed[] {
  const perTarget = targets.map((to) => ({ to, closings: closingsOf({ from, to, port }, index) }));
  const isReached = perTarget.some(({ closings }) => closings.length === 0);
  const [closed] = perTarget;
  const names = isHost ? closingNames(from, index) : [];
  return [
    ...(isReached || closed === undefined ? [] : closed.closings).map((closing) => ({
      ...closing,
      message: `port ${port} of ${closed?.to.owner} is closed to ${from.owner}, which ${isHost ? 'connects to' : 'reads'} ${by}`,
      fix:
        closing.direction === 'ingress'
          ? `let ${podsOf(from)} in on ${port}`
          : `let it reach ${podsOf(closed?.to ?? from)} on ${port}`,
    })),
    ...names.map((closing) => ({
      ...closing,
      message: `DNS is closed to ${from.owner}, which connects to ${by}`,
      fix: 'let it reach port 53 of pods k8s-app: kube-dns in kube-system, by UDP and TCP',
    })),
  ];
}

/** Labels in the form in which a selector names them. */
function podsOf({ namespace, labels }: NetworkPod): string {
  const key = [POOLER_LABEL, CLUSTER_LABEL].find((each) => Object.hasOwn(labels, each)) ?? Object.keys(labels)[0];
  const what = key === undefined ? 'the pods' : `pods with ${key}: ${labels[key]}`;
  return namespace === undefined ? what : `${what} of namespace ${namespace}`;
}
