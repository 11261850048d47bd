import type { Clock } from '../../../../commands/drill/clock';

/** Time that passes only when nothing is under way: a test of ten minutes takes as long as its requests, and always the same course. */
export class VirtualClock implements Clock {
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  #busy = 0;
  #isPumping = false;

  constructor(private time = Date.parse('2026-11-21T13:00:00Z')) {}

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const interrupt = () => {
        this.#sleepers = this.#sleepers.filter((each) => each !== sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', interrupt);
        resolve();
      };
      const sleeper = { at: this.time + milliseconds, wake };
      signal?.addEventListener('abort', interrupt);
      this.#sleepers.push(sleeper);
      void this.#pump();
    });
  }

  /** The same object; the time does not advance while one of its methods runs. */
  holding<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (...given: unknown[]) => this.#held(value.apply(target, given)) : value;
      },
    });
  }

  #held(result: unknown): unknown {
    if (!(result instanceof Promise)) return result;
    this.#busy++;
    return result.finally(() => {
      this.#busy--;
    });
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#sleepers.length > 0) {
      await turn();
      // An interruption may have woken the last one meanwhile.
      if (this.#busy > 0 || this.#sleepers.length === 0) continue;
      const next = this.#sleepers.reduce((first, each) => (each.at < first.at ? each : first), {
        at: Number.POSITIVE_INFINITY,
        wake() {},
      });
      this.#sleepers = this.#sleepers.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.wake();
    }
    this.#isPumping = false;
  }
}

/** Twice, so that what one turn has begun is counted as under way. */
async function turn(): Promise<void> {
  for (let count = 0; count < 2; count++) await new Promise((resolve) => setImmediate(resolve));
}
