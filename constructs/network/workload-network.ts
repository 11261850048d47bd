import { Construct } from 'constructs';
import { POSTGRES_PORT } from '../../values/cnpg/ports';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { located } from '../base/input-error';
import { PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import {
  DNS_KEYS,
  type DnsServers,
  fromPods,
  NETWORK_DESTINATION_KEYS,
  type NetworkDestination,
  type NetworkPeer,
  PEER_KEYS,
  toDestinations,
  toDns,
} from './peers';
import { addNetworkPolicy } from './policy';

/** What {@link WorkloadNetwork} closes: an {@link ApiDeployment}, or anything else that has pods. */
export interface NetworkWorkload extends NetworkPeer {
  /** Name of the workload. */
  readonly name: string;
  /** Labels of its pods. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Props of {@link WorkloadNetwork}. */
export interface WorkloadNetworkProps extends Partial<PlacedObjectProps> {
  /** The workload whose pods are closed. */
  readonly workload: NetworkWorkload;
  /** Name of the policy. @default - the workload's name */
  readonly name?: string;
  /** Port on which its containers listen; not that of its Service. */
  readonly port: number;
  /** Who calls it: the ingress controller, or other workloads. @default - nobody but the kubelet, which probes it */
  readonly from?: readonly NetworkPeer[];
  /** Cluster or pooler to which it connects. */
  readonly database: NetworkPeer;
  /** What else it calls. @default - nothing */
  readonly to?: readonly NetworkDestination[];
  /** Servers of DNS. @default KUBE_DNS */
  readonly dns?: DnsServers;
}

const WORKLOAD_NETWORK_KEYS: Keys<WorkloadNetworkProps> = {
  ...PLACED_KEYS,
  workload: PEER_KEYS,
  port: true,
  from: PEER_KEYS,
  database: PEER_KEYS,
  to: NETWORK_DESTINATION_KEYS,
  dns: DNS_KEYS,
};

/**
 * Closes the pods of an API but for those who call it, its database, DNS and what else it is said to call. The database must let it in:
 * give it to {@link DatabaseNetwork} as a client.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class WorkloadNetwork extends Construct {
  /** @throws InputError for addresses, names, labels and ports without meaning. */
  constructor(scope: Construct, id: string, props: WorkloadNetworkProps) {
    super(scope, id);
    checkKeys(this, props, WORKLOAD_NETWORK_KEYS);
    const { workload, name = workload.name } = props;
    const { namespace } = workload;
    located(this, () =>
      addNetworkPolicy(this, 'Resource', {
        ...props,
        name,
        namespace,
        pods: { matchLabels: { ...workload.podLabels } },
        ingress: fromPods(namespace, props.from ?? [], props.port),
        egress: [
          ...fromPods(namespace, [props.database], POSTGRES_PORT),
          ...toDestinations(namespace, props.to ?? []),
          toDns(namespace, props.dns),
        ],
      }),
    );
  }
}
