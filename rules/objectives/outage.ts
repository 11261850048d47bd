import { AFTER_DETECTION, type Setting } from './measurements';
import { settingsOf } from './node-monitor';
import { type LeaseWait, leaseWait } from './primary-lease';
import { type PromisingCluster, secondsAt } from './promising-cluster';
import { restoreSeconds } from './restore-calls';

/** The parts of an outage after a fault that only the node monitor notices, in seconds. */
export interface Outage {
  /** Until the pod is not ready and an operator holds the lease. */
  readonly detection: number;
  readonly failoverDelay: number;
  /** The Lease of the primary, which it could not release. */
  readonly lease: LeaseWait;
  /** Promotion, switch of the service, return of a standby. */
  readonly promotion: number;
  /** WAL that is restored before and after the promotion. */
  readonly restore: number;
  readonly total: number;
  /** The measured settings that this assumes. */
  readonly settings: readonly Setting[];
  /** The ones that would shorten it. */
  readonly missing: readonly Setting[];
}

/** Meanwhile another operator takes over when the lease of the lost one expires. */
const OPERATOR_LEASE = 15;

export function outageOf(subject: PromisingCluster, fault: 'nodeLoss' | 'partition'): Outage {
  const inForce = settingsOf(subject);
  const rows = AFTER_DETECTION[fault];
  const row = rows.find(({ settings }) => settings.every((setting) => inForce.has(setting)));
  const { seconds: promotion = 0, settings = [] } = row ?? {};
  const { gracePeriod, monitorPeriod } = subject.platform;
  const detection = Math.max(gracePeriod + monitorPeriod, OPERATOR_LEASE);
  const failoverDelay = secondsAt(subject, 'spec.failoverDelay', 0);
  const missing = (rows[0]?.settings ?? []).filter((setting) => !inForce.has(setting));
  const restore = restoreSeconds(subject);
  const lease = leaseWait(subject);
  const total = detection + failoverDelay + lease.lost + promotion + restore;
  return { detection, failoverDelay, lease, promotion, restore, total, settings, missing };
}
