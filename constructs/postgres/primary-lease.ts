import { InvalidValueError, wholeNumber } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import type { Duration } from '../../values/time/duration';
import { compact } from '../base/overrides';

/**
 * How long the Lease is held by which an instance is the primary, in whole seconds from 1. A standby takes over when it has run out.
 * CNPG 1.30 or newer.
 * @see https://cloudnative-pg.io/docs/1.30/cloudnative-pg.v1/#primaryleaseconfiguration
 */
export interface PrimaryLease {
  /** How long it holds after it was renewed for the last time; more than `renewDeadline`. @default - 15 s */
  readonly duration?: Duration;
  /** How long the primary tries to renew it before it gives up; more than 1.2 times `retryPeriod`. @default - 10 s */
  readonly renewDeadline?: Duration;
  /** How long it waits between two tries. @default - 2 s */
  readonly retryPeriod?: Duration;
  /** How long it still holds once it was given back, in a switchover. @default - 1 s */
  readonly releasedDuration?: Duration;
}

/** Keys of {@link PrimaryLease}. */
export const PRIMARY_LEASE_KEYS: Keys<PrimaryLease> = {
  duration: true,
  renewDeadline: true,
  retryPeriod: true,
  releasedDuration: true,
};

const LONGEST = 2 ** 31 - 1;

/** The `primaryLease` stanza. @throws InvalidValueError for times that the operator refuses */
export function renderPrimaryLease(lease: PrimaryLease) {
  const seconds = (name: keyof PrimaryLease) =>
    lease[name] && wholeNumber(`primaryLease.${name}`, lease[name].toSeconds(), 1, LONGEST);
  const rendered = {
    leaseDurationSeconds: seconds('duration'),
    renewDeadlineSeconds: seconds('renewDeadline'),
    retryPeriodSeconds: seconds('retryPeriod'),
    releasedLeaseDurationSeconds: seconds('releasedDuration'),
  };
  const {
    leaseDurationSeconds: whole = 15,
    renewDeadlineSeconds: renew = 10,
    retryPeriodSeconds: retry = 2,
  } = rendered;
  if (whole <= renew) {
    throw new InvalidValueError(
      `primaryLease.duration is ${whole} s, and renewDeadline ${renew} s: the lease must hold longer than the primary tries to renew it`,
    );
  }
  if (5 * renew <= 6 * retry) {
    throw new InvalidValueError(
      `primaryLease.renewDeadline is ${renew} s, and retryPeriod ${retry} s: the deadline must be more than 1.2 times the period`,
    );
  }
  return compact(rendered);
}
