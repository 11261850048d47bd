import type { Construct } from 'constructs';
import type { AppProjectSpecSyncWindows } from '../../imports/argoproj.io/app-project';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Duration } from '../../values/time/duration';
import type { Schedule } from '../../values/time/schedule';
import { InputError } from '../base/input-error';

/** A time in which Applications of a project are synced, or are not. */
export interface SyncWindow {
  /** With `allow`, syncs happen in such windows alone; `deny` wins over it. */
  readonly kind: 'allow' | 'deny';
  /** When it opens, at second 0 and without descriptors: Argo CD's cron has five fields, without CNPG's seconds. */
  readonly opens: Schedule;
  /** How long it stays open. */
  readonly duration: Duration;
  /** Time zone of `opens`, such as Europe/Berlin. @default 'UTC' */
  readonly timeZone?: string;
  /** Names of Applications, or patterns with `*`. @default - all of the project */
  readonly applications?: readonly string[];
  /** Whether a person may sync nevertheless. @default true */
  readonly manualSync?: boolean;
}

/** Keys of {@link SyncWindow}. */
export const SYNC_WINDOW_KEYS: Keys<SyncWindow> = {
  kind: oneOf({ allow: true, deny: true }),
  opens: true,
  duration: true,
  timeZone: true,
  applications: true,
  manualSync: true,
};

/**
 * A window as Argo CD reads it.
 * @throws InputError for a schedule that five fields cannot hold, and for no duration
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync_windows/
 */
export function renderSyncWindow(scope: Construct, window: SyncWindow): AppProjectSpecSyncWindows {
  const [second, ...five] = window.opens.expression.split(' ');
  if (second !== '0' || five.length !== 5) {
    throw new InputError(
      scope,
      `sync window opens "${window.opens}": Argo CD reads five fields, from the minute on; give second 0, such as Schedule.daily({ hour: 8 })`,
    );
  }
  if (window.duration.toSeconds() === 0) throw new InputError(scope, 'sync window: give a duration above zero');
  const { kind, timeZone = 'UTC', applications = ['*'], manualSync = true } = window;
  return {
    kind,
    schedule: five.join(' '),
    duration: window.duration.toGoDuration(),
    timeZone,
    applications: [...applications],
    manualSync,
    description: `five fields, from the minute on: ${kind} for ${window.duration}`,
  };
}
