import { Construct } from 'constructs';
import { PLUGIN_POD_LABELS, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { OPERATOR_METRICS_PORT, PLUGIN_PORT, STATUS_PORT, WEBHOOK_PORT } from '../../values/cnpg/ports';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { located } from '../base/input-error';
import { ADDRESS_KEYS, type AddressRange } from './addresses';
import { CNPG_OPERATOR } from './database-network';
import {
  DNS_KEYS,
  type DnsServers,
  fromPods,
  type NetworkPeer,
  PEER_KEYS,
  podPeer,
  tcp,
  toDestinations,
  toDns,
} from './peers';
import { addNetworkPolicy } from './policy';

/** Props of {@link OperatorNetwork}. */
export interface OperatorNetworkProps {
  /** Namespace of the operator, in which it looks for plugins. @default 'cnpg-system' */
  readonly namespace?: string;
  /** Labels of the operator's pods. @default - those of its Helm chart and its manifest */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Labels of the Barman Cloud plugin's pods; `false` where it is not installed. Its own manifest says `app: barman-cloud`.
   * @default - those of its Helm chart
   */
  readonly plugin?: Readonly<Record<string, string>> | false;
  /** Addresses of the API server, as it is seen after the Service `kubernetes` is resolved. */
  readonly apiServer: readonly AddressRange[];
  /**
   * From where the API server calls the webhooks: it does so from addresses that differ by distribution, and a webhook that it cannot
   * reach refuses every change of a Cluster.
   * @default - from anywhere; the webhooks speak TLS, and answer what they are asked
   */
  readonly webhooksFrom?: readonly Pick<AddressRange, 'cidr' | 'except'>[];
  /** Pods that collect metrics. @default - none */
  readonly monitoring?: readonly NetworkPeer[];
  /** Servers of DNS. @default KUBE_DNS */
  readonly dns?: DnsServers;
}

const OPERATOR_NETWORK_KEYS: Keys<OperatorNetworkProps> = {
  namespace: true,
  podLabels: true,
  plugin: true,
  apiServer: ADDRESS_KEYS,
  webhooksFrom: { cidr: true, except: true },
  monitoring: PEER_KEYS,
  dns: DNS_KEYS,
};

/**
 * Closes the operator and its plugin but for what they need:
 * - the operator: webhooks and metrics come in; it reaches the instances of all namespaces, the plugin, DNS and the API server
 * - the plugin: the operator comes in; it reaches DNS and the API server. The object store is reached by the sidecars of the instances
 * @see https://cloudnative-pg.io/documentation/1.28/security/#exposed-ports
 */
export class OperatorNetwork extends Construct {
  /** @throws InputError for addresses, names, labels and ports without meaning. */
  constructor(scope: Construct, id: string, props: OperatorNetworkProps) {
    super(scope, id);
    checkKeys(this, props, OPERATOR_NETWORK_KEYS);
    const { namespace = CNPG_OPERATOR.namespace, podLabels = CNPG_OPERATOR.podLabels } = props;
    const operator = { namespace, podLabels };
    const plugins = props.plugin === false ? [] : [{ namespace, podLabels: props.plugin ?? PLUGIN_POD_LABELS[0] }];
    located(this, () => {
      const base = [toDns(namespace, props.dns), ...toDestinations(namespace, props.apiServer)];
      addNetworkPolicy(this, 'Operator', {
        name: 'cnpg-operator',
        namespace,
        pods: podSelector(operator),
        ingress: [webhooks(namespace, props), ...fromPods(namespace, props.monitoring ?? [], OPERATOR_METRICS_PORT)],
        egress: [
          {
            peers: [{ namespaceSelector: {}, podSelector: { matchLabels: { [POD_ROLE_LABEL]: 'instance' } } }],
            ports: tcp([STATUS_PORT]),
          },
          ...fromPods(namespace, plugins, PLUGIN_PORT),
          ...base,
        ],
      });
      for (const plugin of plugins) {
        addNetworkPolicy(this, 'Plugin', {
          name: 'cnpg-plugin-barman-cloud',
          namespace,
          pods: podSelector(plugin),
          ingress: fromPods(namespace, [operator], PLUGIN_PORT),
          egress: base,
        });
      }
    });
  }
}

function podSelector(peer: NetworkPeer) {
  return podPeer(peer.namespace, peer).podSelector ?? {};
}

function webhooks(namespace: string, { webhooksFrom = [] }: OperatorNetworkProps) {
  const ranges = webhooksFrom.map((range) => ({ ...range, ports: [WEBHOOK_PORT] }));
  return { peers: toDestinations(namespace, ranges).flatMap(({ peers }) => peers), ports: tcp([WEBHOOK_PORT]) };
}
