import { Duration, type Platform } from '../../../constructs/index';
import { DATABASE_SUBSCRIPTIONS, type PlatformConfig } from '../platform-config';
import versions from './versions.json';

// The Kubernetes cluster of ADR-004. The record names no version of the operator, and promises failover in under 30 seconds: so the newest
// maintained ones run here. Values marked (chosen) are in no record: they are plausible and meant to be replaced.

/** What its applications need to know. */
export const aws = {
  name: 'aws',
  target: versions,
  /** (chosen) One for each of the three instances. */
  nodes: 3,
  /** "Synchronous replication across AZs". */
  zones: 3,
  storageClasses: ['gp3-encrypted'],
  network: {
    /** (chosen) The subnets of the control plane, which hold nothing else: pods may have addresses of the VPC, too. */
    apiServer: ['10.0.0.0/28', '10.0.0.16/28', '10.0.0.32/28'].map((cidr) => ({ cidr, ports: [443] })),
    /** (chosen) Where Prometheus runs. */
    monitoring: [{ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } }],
    /** (chosen) The ingress controller. */
    ingress: [{ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } }],
  },
  /** (chosen) "<30 second failover": by default a lost node is noticed after 50 s. A managed control plane such as EKS does not take it. */
  nodeMonitor: {
    gracePeriod: Duration.seconds(14),
    period: Duration.seconds(1),
    statusUpdateFrequency: Duration.seconds(3),
  },
  /** (chosen) */
  standbyTcpUserTimeout: Duration.seconds(2),
} as const satisfies Platform;

export const config: PlatformConfig = {
  platform: aws,
  notifications: DATABASE_SUBSCRIPTIONS,
  suppressions: [],
};
