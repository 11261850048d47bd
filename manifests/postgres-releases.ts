/** A major of PostgreSQL and the day of its last release. */
export interface PostgresRelease {
  readonly major: number;
  readonly supportedUntil: string;
}

/** @see https://www.postgresql.org/support/versioning/ */
export const POSTGRES_RELEASES: readonly PostgresRelease[] = [
  { major: 13, supportedUntil: '2025-11-13' },
  { major: 14, supportedUntil: '2026-11-12' },
  { major: 15, supportedUntil: '2027-11-11' },
  { major: 16, supportedUntil: '2028-11-09' },
  { major: 17, supportedUntil: '2029-11-08' },
  { major: 18, supportedUntil: '2030-11-14' },
];
