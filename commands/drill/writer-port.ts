/** Ends a session. */
type Release = () => Promise<void>;

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
  /** Removes all that `prepare` made. */
  drop(): Promise<void>;
}

export class WriterError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'WriterError';
  }
}
