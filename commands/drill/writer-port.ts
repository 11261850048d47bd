/** Ends a session. */
type Release = () => Promise<void>;

/** What one statement of a check returned. */
export interface CheckResult {
  /** Name of the first column, if there is one. */
  readonly column: string | undefined;
  /** The first column of each row. */
  readonly values: readonly unknown[];
}

/** What a drill asks of a database. Every method throws {@link WriterError} when the database does not do it. */
export interface WriterPort {
  /** Makes the drill's table; one that a killed run left goes first. */
  prepare(): Promise<void>;
  /** Commits a row in a session of its own, as a client does that has to connect again. Resolves when it is acknowledged. */
  commit(row: number): Promise<void>;
  rows(): Promise<readonly number[]>;
  /** A session that stays open and does nothing, as in every connection pool. */
  hold(): Promise<Release>;
  /** One value over all rows. */
  checksum(): Promise<string>;
  /** The server's time, RFC 3339 in UTC. */
  now(): Promise<string>;
  /** Name of the WAL file that is written now. */
  walFile(): Promise<string>;
  /** Name of the last WAL file that is in the archive. */
  archivedWalFile(): Promise<string | undefined>;
  /**
   * Runs statements in one transaction that may not write.
   * @param patience - milliseconds that all of them may take
   */
  check(sql: string, patience: number): Promise<readonly CheckResult[]>;
  /** Removes all that `prepare` made. */
  drop(): Promise<void>;
}

export class WriterError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'WriterError';
  }
}
