import { Duration, type Platform } from '../../../constructs/index';
import { DATABASE_SUBSCRIPTIONS, type PlatformConfig } from '../platform-config';
import versions from './versions.json';

// The Kubernetes cluster of the decision record 0009: K3s on a single node. Values marked (chosen) are in no record: they are plausible and
// meant to be replaced.

/** What its applications need to know. */
export const k3s = {
  name: 'k3s',
  target: versions,
  /** "Single-node K3s": nothing fails over, so the operators need no second pod. */
  nodes: 1,
  /** K3s' own. */
  storageClasses: ['local-path'],
  /** local-path makes hostPath volumes, of which the kubelet has no statistics. */
  lacks: ['volume-statistics'],
  network: {
    /** (chosen) The node: that of K3s is where its API server listens. */
    apiServer: [{ cidr: '192.168.1.10/32', ports: [6443] }],
    /** (chosen) Where Prometheus runs. */
    monitoring: [{ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } }],
    /** The ingress controller that comes with K3s. */
    ingress: [{ namespace: 'kube-system', podLabels: { 'app.kubernetes.io/name': 'traefik' } }],
  },
  /** (chosen) `mise run setup-k3s` sets it. */
  nodeMonitor: {
    gracePeriod: Duration.seconds(16),
    period: Duration.seconds(2),
    statusUpdateFrequency: Duration.seconds(4),
  },
  /** (chosen) */
  standbyTcpUserTimeout: Duration.seconds(2),
} as const satisfies Platform;

export const config: PlatformConfig = {
  platform: k3s,
  notifications: DATABASE_SUBSCRIPTIONS,
  suppressions: [
    {
      rule: 'operator-end-of-life',
      object: 'Application argocd/cnpg',
      reason: 'record 0009, Decision: "CloudNativePG v1.28.0 via Helm chart v0.27.0"',
    },
    {
      rule: 'operator-vulnerability',
      object: 'Application argocd/cnpg',
      reason: 'record 0009, Decision: "CloudNativePG v1.28.0 via Helm chart v0.27.0"',
    },
  ],
};
