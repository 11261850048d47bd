import { Construct } from 'constructs';
import { CLUSTER_LABEL, OPERATOR_POD_LABELS } from '../../../values/cnpg-metadata';
import { DRILL_CLIENT_LABEL, NOT_PARTITIONED } from '../../../values/drill';
import { METRICS_PORT, POOLER_METRICS_PORT, POSTGRES_PORT, STATUS_PORT } from '../../../values/ports';
import { located } from '../../input-error';
import type { IMonitored } from '../../monitoring/pod-monitor';
import type { PlacedObjectProps } from '../../object-metadata';
import { accompany, companionName } from '../../postgres/companions';
import type { AddressRange } from './addresses';
import {
  type Allowance,
  type DnsServers,
  fromPods,
  type NetworkDestination,
  type NetworkPeer,
  tcp,
  toDestinations,
  toDns,
} from './peers';
import { networkPolicy } from './policy';

/** The operator as its Helm chart and its manifest run it. */
export const CNPG_OPERATOR: NetworkPeer = {
  namespace: 'cnpg-system',
  podLabels: OPERATOR_POD_LABELS,
};

/** A pooler, and who connects through it. */
export interface PoolerClients {
  /** The pooler. */
  readonly pooler: IMonitored;
  /** Pods that connect to it. */
  readonly clients: readonly NetworkPeer[];
}

/** Props of {@link DatabaseNetwork}. */
export interface DatabaseNetworkProps extends Partial<PlacedObjectProps> {
  /** Cluster whose pods are closed. */
  readonly cluster: IMonitored;
  /** Name of the policies of the instances; that of the jobs ends in `-jobs`, and a pooler's is its name. @default - the cluster's name */
  readonly name?: string;
  /** Pods that connect to the instances themselves. */
  readonly clients: readonly NetworkPeer[];
  /** Poolers, and who connects through them. @default - none */
  readonly poolers?: readonly PoolerClients[];
  /**
   * Addresses of the API server, as it is seen after the Service `kubernetes` is resolved (`kubectl get endpointslices kubernetes`). Each
   * instance and pooler watches it; an instance without it never becomes ready.
   */
  readonly apiServer: readonly AddressRange[];
  /** Addresses of the object store. @default - none; nothing is archived and nothing recovered */
  readonly objectStore?: readonly AddressRange[];
  /** Other servers that are read from: imports, `pg_basebackup`, replicas, subscriptions, foreign servers. @default - none */
  readonly externalClusters?: readonly NetworkDestination[];
  /** The operator. @default CNPG_OPERATOR */
  readonly operator?: NetworkPeer;
  /** Pods that collect metrics. @default - none */
  readonly monitoring?: readonly NetworkPeer[];
  /** Servers of DNS. @default KUBE_DNS */
  readonly dns?: DnsServers;
  /**
   * From where the API server opens connections to pods, so that `kubectl cnpg status` shows what the instances say of themselves.
   * @default - from nowhere; it shows what the Cluster object knows
   */
  readonly statusFrom?: readonly Pick<AddressRange, 'cidr' | 'except'>[];
  /** Whether the drills' own pods may connect: those of this namespace with the label `cnpg-gitops/drill-client: <cluster>`. @default true */
  readonly drills?: boolean;
}

/**
 * Closes the pods of a cluster but for what they need:
 * - instances: clients, poolers, each other, CNPG's jobs, the operator and monitoring come in; they reach each other, DNS, the API server,
 *   the object store and external clusters
 * - CNPG's jobs (initdb, join, recovery, major upgrade): nobody comes in; they reach the same
 * - poolers: their clients and monitoring come in; they reach instances, DNS and the API server
 *
 * A pod that a drill cuts off is left to the policy of the drill. The kubelet's probes come from the node, which policies let in.
 * @see https://cloudnative-pg.io/documentation/1.28/networking/
 */
export class DatabaseNetwork extends Construct {
  /** @throws InputError for addresses, names, labels and ports without meaning. */
  constructor(scope: Construct, id: string, props: DatabaseNetworkProps) {
    super(scope, id);
    const { cluster, name = cluster.name } = props;
    const metadata = { ...props, namespace: cluster.namespace };
    located(this, () => {
      const egress = outgoing(props);
      networkPolicy(this, 'Instances', {
        ...metadata,
        name,
        pods: {
          matchLabels: { ...cluster.podLabels },
          matchExpressions: [NOT_PARTITIONED],
        },
        ingress: intoInstances(props),
        egress: [
          ...fromPods(cluster.namespace, [cluster], POSTGRES_PORT, STATUS_PORT),
          ...egress.store,
          ...egress.base,
        ],
      });
      networkPolicy(this, 'Jobs', {
        ...metadata,
        name: `${name}-jobs`,
        pods: jobsOf(cluster),
        egress: [...fromPods(cluster.namespace, [cluster], POSTGRES_PORT), ...egress.store, ...egress.base],
      });
      for (const { pooler, clients } of props.poolers ?? []) {
        networkPolicy(this, `Pooler-${pooler.name}`, {
          ...metadata,
          name: pooler.name,
          pods: { matchLabels: { ...pooler.podLabels } },
          ingress: [
            ...fromPods(cluster.namespace, clients, POSTGRES_PORT),
            ...fromPods(cluster.namespace, props.monitoring ?? [], POOLER_METRICS_PORT),
          ],
          egress: [...fromPods(cluster.namespace, [cluster], POSTGRES_PORT), ...egress.base],
        });
      }
    });
    accompany(this, cluster, (recovered) => {
      const own = companionName(name, cluster.name, recovered.name);
      const poolers = (props.poolers ?? []).map(({ pooler }) => pooler);
      const clients = [...props.clients, ...poolers];
      const closed = { ...props, cluster: recovered, name: own, clients, poolers: [] };
      const network = new DatabaseNetwork(recovered, `Network-${own}`, closed);
      // Poolers move with what serves: they may reach the recovered cluster beside the one that they were declared for.
      for (const pooler of poolers) {
        networkPolicy(network, `Pooler-${pooler.name}`, {
          namespace: recovered.namespace,
          name: companionName(pooler.name, cluster.name, recovered.name),
          pods: { matchLabels: { ...pooler.podLabels } },
          egress: fromPods(recovered.namespace, [recovered], POSTGRES_PORT),
        });
      }
    });
  }
}

/** Pods that CNPG starts to make an instance: they have the cluster's label, and the role of a job in place of an instance's. */
function jobsOf(cluster: IMonitored) {
  return {
    matchLabels: { [CLUSTER_LABEL]: cluster.clusterName },
    matchExpressions: [{ key: 'cnpg.io/jobRole', operator: 'Exists' }],
  };
}

function intoInstances(props: DatabaseNetworkProps): Allowance[] {
  const { cluster, clients, poolers = [], operator = CNPG_OPERATOR, monitoring = [] } = props;
  const own = cluster.namespace;
  const statusFrom = (props.statusFrom ?? []).map((range) => ({ ...range, ports: [STATUS_PORT] }));
  const drills =
    props.drills === false ? [] : [{ namespace: own, podLabels: { [DRILL_CLIENT_LABEL]: cluster.clusterName } }];
  return [
    ...fromPods(own, [...clients, ...poolers.map(({ pooler }) => pooler), ...drills], POSTGRES_PORT),
    ...fromPods(own, [cluster], POSTGRES_PORT, STATUS_PORT),
    { peers: [{ podSelector: jobsOf(cluster) }], ports: tcp([POSTGRES_PORT]) },
    ...fromPods(own, [operator], STATUS_PORT),
    ...toDestinations(own, statusFrom),
    ...fromPods(own, monitoring, METRICS_PORT),
  ];
}

function outgoing(props: DatabaseNetworkProps) {
  const own = props.cluster.namespace;
  return {
    /** What all pods of a cluster reach. */
    base: [toDns(own, props.dns), ...toDestinations(own, props.apiServer)],
    /** What those reach beside it that hold data. */
    store: toDestinations(own, [...(props.objectStore ?? []), ...(props.externalClusters ?? [])]),
  };
}
