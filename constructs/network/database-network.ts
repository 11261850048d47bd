import { Construct } from 'constructs';
import { CLUSTER_LABEL, OPERATOR_POD_LABELS } from '../../values/cnpg/cnpg-metadata';
import { DRILL_CLIENT_LABEL, NOT_PARTITIONED } from '../../values/cnpg/drill';
import { METRICS_PORT, POOLER_METRICS_PORT, POSTGRES_PORT, STATUS_PORT } from '../../values/cnpg/ports';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import type { IMonitored } from '../monitoring/pod-monitor';
import type { PostgresCluster } from '../postgres/cluster';
import { accompany, companionName, isDropped } from '../postgres/companions';
import { receivesFrom } from '../postgres/online-upgrades';
import { DATABASE_NETWORK_KEYS, type DatabaseNetworkProps, type PoolerClients } from './database-network-props';
import { type Allowance, fromPods, type NetworkPeer, tcp, toDestinations, toDns } from './peers';
import { addNetworkPolicy } from './policy';

/** The operator as its Helm chart and its manifest run it. */
export const CNPG_OPERATOR: NetworkPeer = {
  namespace: 'cnpg-system',
  podLabels: OPERATOR_POD_LABELS,
};

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
  readonly #props: DatabaseNetworkProps;
  readonly #poolers = new Map<string, PoolerClients>();
  readonly #guests: IMonitored[] = [];
  /** Clusters that receive rows from this one; the jobs that make them read its schema. */
  readonly #copies: PostgresCluster[] = [];
  /** The networks of the clusters that are recovered from this one. */
  readonly #successors: DatabaseNetwork[] = [];

  /** @throws InputError for addresses, names, labels and ports without meaning, a pooler of another cluster, and one that is given twice. */
  constructor(scope: Construct, id: string, props: DatabaseNetworkProps) {
    super(scope, id);
    checkKeys(this, props, DATABASE_NETWORK_KEYS);
    this.#props = props;
    const { cluster, name = cluster.name } = props;
    const metadata = { ...props, namespace: cluster.namespace };
    located(this, () => {
      const egress = outgoing(props);
      intoInstances(props, []);
      addNetworkPolicy(this, 'Instances', {
        ...metadata,
        name,
        pods: {
          matchLabels: { ...cluster.podLabels },
          matchExpressions: [NOT_PARTITIONED],
        },
        ingress: () => [
          ...intoInstances(props, [...this.#pooled, ...this.#guests, ...this.#copies]),
          ...this.#copies.map((copy) => ({ peers: [{ podSelector: jobsOf(copy) }], ports: tcp([POSTGRES_PORT]) })),
        ],
        egress: [
          ...fromPods(cluster.namespace, [cluster], POSTGRES_PORT, STATUS_PORT),
          ...egress.store,
          ...egress.base,
        ],
      });
      addNetworkPolicy(this, 'Jobs', {
        ...metadata,
        name: `${name}-jobs`,
        pods: jobsOf(cluster),
        egress: [...fromPods(cluster.namespace, [cluster], POSTGRES_PORT), ...egress.store, ...egress.base],
      });
    });
    for (const { pooler, clients } of props.poolers ?? []) this.#addPooler(pooler, clients);
    cluster.eachPooler?.((pooler) => {
      if (!this.#poolers.has(pooler.name)) this.#addPooler(pooler, props.clients);
    });
    accompany(this, cluster, (recovered) => {
      const own = companionName(name, cluster.name, recovered.name);
      const copied = receivesFrom(recovered, cluster.clusterName)
        ? [{ namespace: cluster.namespace, podLabels: cluster.podLabels }]
        : [];
      if (copied.length > 0) this.#copies.push(recovered);
      const network = new DatabaseNetwork(recovered, `Network-${own}`, {
        ...props,
        externalClusters: [
          ...(props.externalClusters ?? []),
          ...copied.map((pods) => ({ ...pods, ports: [POSTGRES_PORT] })),
        ],
        cluster: recovered,
        name: own,
        poolers: [],
      });
      this.#successors.push(network);
      for (const pooler of this.#poolers.values()) network.#letIn(pooler, cluster);
    });
  }

  #addPooler(pooler: IMonitored, clients: readonly NetworkPeer[]): void {
    const { cluster } = this.#props;
    const clusters = [cluster.clusterName, cluster.serving?.name];
    if (!clusters.includes(pooler.clusterName) || pooler.namespace !== cluster.namespace) {
      throw new InputError(
        this,
        `poolers: "${pooler.name}" belongs to cluster "${pooler.clusterName}"; give it to the network of that cluster`,
      );
    }
    if (this.#poolers.has(pooler.name)) {
      throw new InputError(this, `poolers: "${pooler.name}" is given twice; give all its clients in one entry`);
    }
    this.#poolers.set(pooler.name, { pooler, clients });
    this.#closePooler(pooler, clients);
    for (const successor of this.#successors) successor.#letIn({ pooler, clients }, cluster);
  }

  #closePooler(pooler: IMonitored, clients: readonly NetworkPeer[]): void {
    const { cluster, monitoring = [] } = this.#props;
    located(this, () =>
      addNetworkPolicy(this, `Pooler-${pooler.name}`, {
        ...this.#props,
        namespace: cluster.namespace,
        name: pooler.name,
        pods: { matchLabels: { ...pooler.podLabels } },
        ingress: [
          ...fromPods(cluster.namespace, clients, POSTGRES_PORT),
          ...fromPods(cluster.namespace, monitoring, POOLER_METRICS_PORT),
        ],
        egress: [...fromPods(cluster.namespace, [cluster], POSTGRES_PORT), ...outgoing(this.#props).base],
      }),
    );
  }

  get #pooled(): IMonitored[] {
    return [...this.#poolers.values()].map(({ pooler }) => pooler);
  }

  /**
   * Poolers move with what serves: those of the cluster that this one was recovered from may reach it, too. Once that one is gone, so is
   * its policy for them.
   */
  #letIn({ pooler, clients }: PoolerClients, source: IMonitored): void {
    const { cluster } = this.#props;
    this.#guests.push(pooler);
    if (isDropped(source) && pooler.clusterName === cluster.clusterName) this.#closePooler(pooler, clients);
    else {
      addNetworkPolicy(this, `Guest-${pooler.name}`, {
        namespace: cluster.namespace,
        name: companionName(pooler.name, source.name, cluster.name),
        pods: { matchLabels: { ...pooler.podLabels } },
        egress: fromPods(cluster.namespace, [cluster], POSTGRES_PORT),
      });
    }
    for (const successor of this.#successors) successor.#letIn({ pooler, clients }, source);
  }
}

/** Pods that CNPG starts to make an instance: they have the cluster's label, and the role of a job in place of an instance's. */
function jobsOf(cluster: IMonitored) {
  return {
    matchLabels: { [CLUSTER_LABEL]: cluster.clusterName },
    matchExpressions: [{ key: 'cnpg.io/jobRole', operator: 'Exists' }],
  };
}

function intoInstances(props: DatabaseNetworkProps, poolers: readonly IMonitored[]): Allowance[] {
  const { cluster, clients, operator = CNPG_OPERATOR, monitoring = [] } = props;
  const own = cluster.namespace;
  const statusFrom = (props.statusFrom ?? []).map((range) => ({ ...range, ports: [STATUS_PORT] }));
  const drills =
    props.drills === false ? [] : [{ namespace: own, podLabels: { [DRILL_CLIENT_LABEL]: cluster.clusterName } }];
  return [
    ...fromPods(own, [...clients, ...poolers, ...drills], POSTGRES_PORT),
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
