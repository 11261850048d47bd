import { satisfies } from '../../values/cnpg/version';
import { type PromisingCluster, s, secondsAt } from './promising-cluster';

/** Before this operator a standby is promoted without a Lease. The times of the measurements are from then. */
const SINCE = '1.30';

/** The shortest that the operator takes: it must be longer than the deadline of renewing, and that more than 1.2 times the period. */
const SHORTEST = 3;

/** How long a promotion waits for the Lease of the primary, in seconds; nothing before operators that have one. */
export interface LeaseWait {
  /** Nobody has released it. The standby that is to be promoted looks at it from then on, and takes it when it has not changed for its duration. */
  readonly lost: number;
  /** The primary has shut down and released it: the next look finds it. */
  readonly released: number;
  /** What the wait after a fault consists of. */
  readonly how: string;
  /** How to wait less, if that is possible. */
  readonly shorter: readonly string[];
}

/** @see https://cloudnative-pg.io/docs/1.30/failover/ */
export function leaseWait(subject: PromisingCluster): LeaseWait {
  if (satisfies(subject.target.operator, `<${SINCE}`)) return { lost: 0, released: 0, how: '', shorter: [] };
  const duration = secondsAt(subject, 'spec.primaryLease.leaseDurationSeconds', 15);
  const period = secondsAt(subject, 'spec.primaryLease.retryPeriodSeconds', 2);
  const lost = Math.ceil(duration / period) * period;
  return {
    lost,
    released: period,
    how: `lease of the lost primary ${s(lost)} (unchanged for ${s(duration)}, looked at every ${s(period)})`,
    shorter:
      lost <= SHORTEST
        ? []
        : [
            `spec.primaryLease {leaseDurationSeconds: ${SHORTEST}, renewDeadlineSeconds: 2, retryPeriodSeconds: 1}, which waits ${s(SHORTEST)} instead of ${s(lost)}`,
          ],
  };
}
