import type { Clock } from '../../../../commands/drill/clock';
import { type CheckResult, WriterError, type WriterPort } from '../../../../commands/drill/writer-port';

/** A table in memory, behind a server that may be away. */
export class FakeWriter implements WriterPort {
  readonly stored = new Set<number>();
  isUp = true;
  isPrepared = false;
  held = 0;
  drops = 0;
  /** Rows that were acknowledged and go when the server comes back. */
  unlucky: readonly number[] = [];
  archived: string | undefined = '000000010000000000000009';

  /** What the application's checks find, or why they cannot run. */
  checked: readonly CheckResult[] | WriterError = [];
  readonly checks: string[] = [];

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  #answer<T>(value: () => T): Promise<T> {
    return this.isUp ? Promise.resolve(value()) : Promise.reject(new WriterError('connection refused'));
  }

  prepare = () =>
    this.#answer(() => {
      this.isPrepared = true;
    });
  commit = (row: number) =>
    this.#answer(() => {
      this.stored.add(row);
    });
  rows = () => this.#answer(() => [...this.stored].filter((row) => !this.unlucky.includes(row)));
  checksum = () => this.#answer(() => `sum of ${this.stored.size}`);
  now = () => this.#answer(() => new Date(this.clock.now()).toISOString());
  walFile = () => this.#answer(() => '000000010000000000000005');
  archivedWalFile = () => this.#answer(() => this.archived);
  hold = () =>
    this.#answer(() => {
      this.held++;
      return async () => {
        this.held--;
      };
    });
  check = (sql: string) =>
    this.#answer(() => {
      this.checks.push(sql);
      if (this.checked instanceof WriterError) throw this.checked;
      return this.checked;
    });
  drop = () =>
    this.#answer(() => {
      this.drops++;
      this.isPrepared = false;
    });
}
