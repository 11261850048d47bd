import type { Keys } from '../../values/text/keys';
import { PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { IMonitored } from '../monitoring/pod-monitor';
import type { IPooled } from '../postgres/cluster-reference';
import { ADDRESS_KEYS, type AddressRange } from './addresses';
import {
  DNS_KEYS,
  type DnsServers,
  NETWORK_DESTINATION_KEYS,
  type NetworkDestination,
  type NetworkPeer,
  PEER_KEYS,
} from './peers';

/** A pooler, and who connects through it. */
export interface PoolerClients {
  /** The pooler. */
  readonly pooler: IMonitored;
  /** Pods that connect to it. */
  readonly clients: readonly NetworkPeer[];
}

/** Props of {@link DatabaseNetwork}. */
export interface DatabaseNetworkProps extends Partial<PlacedObjectProps> {
  /** Cluster whose pods are closed, and those of its poolers. */
  readonly cluster: IMonitored & Partial<IPooled>;
  /** Name of the policies of the instances; that of the jobs ends in `-jobs`, and a pooler's is its name. @default - the cluster's name */
  readonly name?: string;
  /** Pods that connect to the instances themselves, and to each pooler that `poolers` does not name. */
  readonly clients: readonly NetworkPeer[];
  /**
   * Poolers that have clients of their own, who need not reach the instances; and poolers that no construct of the cluster makes.
   * @default - each pooler of the cluster, also one that is added later, has the `clients`
   */
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

/** Keys of {@link DatabaseNetworkProps}. */
export const DATABASE_NETWORK_KEYS: Keys<DatabaseNetworkProps> = {
  ...PLACED_KEYS,
  cluster: true,
  clients: PEER_KEYS,
  poolers: { pooler: true, clients: PEER_KEYS },
  apiServer: ADDRESS_KEYS,
  objectStore: ADDRESS_KEYS,
  externalClusters: NETWORK_DESTINATION_KEYS,
  operator: PEER_KEYS,
  monitoring: PEER_KEYS,
  dns: DNS_KEYS,
  statusFrom: { cidr: true, except: true },
  drills: true,
};
