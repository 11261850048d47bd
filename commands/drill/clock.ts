import { setTimeout as wait } from 'node:timers/promises';

/** The time that a drill measures with. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws an error at once when the signal is given, or has been. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};
