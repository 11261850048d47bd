import { Duration } from './duration';

/** Long enough for people to notice that a renewal fails; the operator renews its own certificates as early. */
const WEEK = Duration.days(7);
/** cert-manager makes none for less. */
const HOUR = Duration.hours(1);

/** How early cert-manager renews where nothing is said: after two thirds of the lifetime. */
export function defaultRenewBefore(duration: Duration): Duration {
  return Duration.seconds(Math.floor(duration.toSeconds() / 3));
}

/** Why a certificate would not be renewed in time, as the end of a sentence: a week before its end, or a fifth of a shorter life than 5 weeks. */
export function renewalProblem(duration: Duration, renewBefore: Duration): string | undefined {
  if (duration.compareTo(HOUR) < 0) return `is valid for ${duration}: cert-manager issues none for less than an hour`;
  if (renewBefore.compareTo(duration) >= 0) {
    return `is valid for ${duration} but renewed ${renewBefore} before its end, which is before its start`;
  }
  const fifth = Duration.seconds(Math.floor(duration.toSeconds() / 5));
  const least = fifth.compareTo(WEEK) < 0 ? fifth : WEEK;
  if (renewBefore.compareTo(least) >= 0) return undefined;
  return `is renewed ${renewBefore} before its end: if that fails, there is no time to notice`;
}
