import type { TableSource } from '../../values/declarations/table-source';

/** A minor of Kubernetes, and the last day on which it gets fixes. */
export interface KubernetesRelease {
  readonly minor: string;
  readonly supportedUntil: string;
}

export const KUBERNETES_RELEASES_SOURCE: TableSource = {
  table: 'minors of Kubernetes and the end of their support',
  sources: ['https://kubernetes.io/releases/patch-releases/'],
  checked: '2026-11-28',
};

/** 1.37, the newest, is out since 2026-08-26. */
export const KUBERNETES_RELEASES: readonly KubernetesRelease[] = [
  { minor: '1.32', supportedUntil: '2026-02-28' },
  { minor: '1.33', supportedUntil: '2026-06-28' },
  { minor: '1.34', supportedUntil: '2026-10-27' },
  { minor: '1.35', supportedUntil: '2027-02-28' },
  { minor: '1.36', supportedUntil: '2027-06-28' },
  { minor: '1.37', supportedUntil: '2027-10-28' },
];
