import type { Target } from '../../values/cnpg/target';
import type { Objectives, PlatformAssumptions } from '../../values/declarations/objectives';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Duration } from '../../values/time/duration';
import { ADDRESS_KEYS, type AddressRange } from '../network/addresses';
import { DNS_KEYS, type DnsServers, type NetworkPeer, PEER_KEYS } from '../network/peers';
import { GITOPS, type GitOps } from './gitops';

/**
 * One Kubernetes cluster: what the applications on it need to know, as data. An application names it, and its target, its network and what
 * its objectives assume follow. What is judged together is what runs on one platform.
 */
export interface Platform {
  /** Name of its folder in `dist/platforms/`. */
  readonly name: string;
  /** The versions that run there. */
  readonly target: Target;
  /** What applies its manifests: their protections are those of this engine. @default 'argocd' */
  readonly gitops?: GitOps;
  /** Nodes that can run its operators, from 1. From 2 on, two pods of the operator and of the plugin never share one. */
  readonly nodes: number;
  /** Zones of these nodes (label `topology.kubernetes.io/zone`), from 1. @default 1 */
  readonly zones?: number;
  /** Storage classes that volumes may have; an application that names another one is refused. */
  readonly storageClasses: readonly string[];
  /** Who is where in its network. @default - not known; no network policy is made for the operators */
  readonly network?: PlatformNetwork;
  /** How soon it takes a node for lost. @default - Kubernetes' own: 50 s, looked at every 5 s, reported every 10 s */
  readonly nodeMonitor?: NodeMonitor;
  /** `STANDBY_TCP_USER_TIMEOUT` of the operator. @default - CNPG's own */
  readonly standbyTcpUserTimeout?: Duration;
  /** What it does not have of what a {@link ProductionDatabase} uses by itself. @default - nothing is lacking */
  readonly lacks?: readonly PlatformService[];
}

/**
 * What a platform has beside CNPG: External Secrets, which rotates passwords; the Prometheus operator, which collects metrics and raises
 * alerts; Grafana, whose sidecar loads dashboards; the kubelet's statistics of volumes, which those of a directory of the node do not have.
 */
export type PlatformService = 'external-secrets' | 'prometheus-operator' | 'grafana' | 'volume-statistics';

/** Addresses and pods that the network policies of all applications of a platform name. */
export interface PlatformNetwork {
  /** Addresses of the API server, as it is seen after the Service `kubernetes` is resolved. */
  readonly apiServer: readonly AddressRange[];
  /** Pods that collect metrics. */
  readonly monitoring: readonly NetworkPeer[];
  /** Pods of the ingress controller, which call the APIs. */
  readonly ingress: readonly NetworkPeer[];
  /** Servers of DNS. @default KUBE_DNS */
  readonly dns?: DnsServers;
}

/** Settings of kube-controller-manager and of the kubelets. */
export interface NodeMonitor {
  /** `--node-monitor-grace-period` of kube-controller-manager. */
  readonly gracePeriod: Duration;
  /** `--node-monitor-period` of kube-controller-manager. */
  readonly period: Duration;
  /** `nodeStatusUpdateFrequency` of the kubelets. */
  readonly statusUpdateFrequency: Duration;
}

/** Keys of {@link Platform}; what else it says is data of its own. */
export const PLATFORM_KEYS: Keys<Platform> = {
  name: true,
  target: { operator: true, plugin: true, kubernetes: true },
  gitops: GITOPS,
  nodes: true,
  zones: true,
  storageClasses: true,
  network: { apiServer: ADDRESS_KEYS, monitoring: PEER_KEYS, ingress: PEER_KEYS, dns: DNS_KEYS },
  nodeMonitor: { gracePeriod: true, period: true, statusUpdateFrequency: true },
  standbyTcpUserTimeout: true,
  lacks: oneOf({ 'external-secrets': true, 'prometheus-operator': true, grafana: true, 'volume-statistics': true }),
};

/** Whether a platform has it. */
export function hasService({ lacks = [] }: Pick<Platform, 'lacks'>, service: PlatformService): boolean {
  return !lacks.includes(service);
}

/** How many pods of the operator and of the plugin a platform runs: one that is left when a node is lost. */
export function operatorReplicas({ nodes }: Pick<Platform, 'nodes'>): 1 | 2 {
  return nodes > 1 ? 2 : 1;
}

/**
 * What a database promises on a platform: objectives, with what they assume of it.
 * @param objectives - what they say of the platform themselves is kept: a restore call that was measured, for example
 */
export function objectivesOn(platform: Platform, objectives: Objectives): Objectives {
  const { nodeMonitor, standbyTcpUserTimeout } = platform;
  const assumptions: PlatformAssumptions = {
    ...(nodeMonitor && {
      nodeMonitorGracePeriod: nodeMonitor.gracePeriod,
      nodeMonitorPeriod: nodeMonitor.period,
      nodeStatusUpdateFrequency: nodeMonitor.statusUpdateFrequency,
    }),
    operatorReplicas: operatorReplicas(platform),
    ...(standbyTcpUserTimeout && { standbyTcpUserTimeout }),
  };
  return { ...objectives, platform: { ...assumptions, ...objectives.platform } };
}
