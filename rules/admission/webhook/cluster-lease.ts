import type { ClusterRule } from './webhook-rule';

const LEASE = 'primaryLease.leaseDurationSeconds';
const RENEWAL = 'primaryLease.renewDeadlineSeconds';
const RETRY = 'primaryLease.retryPeriodSeconds';

/** The lease of the primary. The schema has filled all of its times. */
export const leaseRules: readonly ClusterRule[] = [
  {
    id: 'cluster-primary-lease-duration',
    says: 'The lease of the primary lasts longer than its renewal may take',
    on: 'both',
    operator: '>=1.30',
    check(cluster, tell) {
      const [lease, renewal] = [cluster.number(LEASE), cluster.number(RENEWAL)];
      if (!cluster.has('primaryLease') || lease > renewal) return;
      const message = `is ${lease}, not more than renewDeadlineSeconds, which is ${renewal}`;
      tell(`spec.${LEASE}`, message, 'raise it, or lower renewDeadlineSeconds');
    },
  },
  {
    id: 'cluster-primary-lease-renewal',
    says: 'The renewal of the lease may take longer than 1.2 times the pause between two attempts',
    on: 'both',
    operator: '>=1.30',
    check(cluster, tell) {
      const [renewal, retry] = [cluster.number(RENEWAL), cluster.number(RETRY)];
      // Kubernetes waits up to a fifth longer, at random. Whole numbers: 1.2 times 10 is 12, not more.
      if (!cluster.has('primaryLease') || 5 * renewal > 6 * retry) return;
      const message = `is ${renewal}, not more than 1.2 times retryPeriodSeconds, which is ${retry}`;
      tell(`spec.${RENEWAL}`, message, 'raise it, or lower retryPeriodSeconds');
    },
  },
];
