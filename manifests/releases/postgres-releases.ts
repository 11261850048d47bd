import type { TableSource } from '../../values/declarations/table-source';

/** A major of PostgreSQL. */
export interface PostgresRelease {
  readonly major: number;
  /** Day of its last release. */
  readonly supportedUntil: string;
  /** The newest minor on the day when the table was checked. */
  readonly minor: number;
}

export const POSTGRES_RELEASES_SOURCE: TableSource = {
  table: 'majors of PostgreSQL, their newest minors and the end of their support',
  sources: ['https://www.postgresql.org/support/versioning/'],
  checked: '2026-11-28',
};

export const POSTGRES_RELEASES: readonly PostgresRelease[] = [
  { major: 13, supportedUntil: '2025-11-13', minor: 23 },
  { major: 14, supportedUntil: '2026-11-12', minor: 25 },
  { major: 15, supportedUntil: '2027-11-11', minor: 20 },
  { major: 16, supportedUntil: '2028-11-09', minor: 16 },
  { major: 17, supportedUntil: '2029-11-08', minor: 12 },
  { major: 18, supportedUntil: '2030-11-14', minor: 6 },
  { major: 19, supportedUntil: '2031-11-13', minor: 0 },
];

/** Known to be released, possible by now, or impossible. */
export type ReleaseStanding = 'known' | 'possible' | 'impossible';

const DAY = 86_400_000;
/** Minors are released in February, May, August and November, with occasional ones in between. */
const QUARTER = 365.25 / 4;
const OUT_OF_TURN = 2;

/** Whether a release can exist: minors are released about quarterly until support ends, majors once a year. */
export function standingOf(major: number, minor: number | undefined, now: Date): ReleaseStanding {
  const newest = POSTGRES_RELEASES.at(-1)?.major ?? major;
  const checked = Date.parse(POSTGRES_RELEASES_SOURCE.checked);
  const days = Math.max(0, (now.getTime() - checked) / DAY);
  if (major > newest) return major <= newest + 1 + Math.floor(days / 365.25) ? 'possible' : 'impossible';
  const release = POSTGRES_RELEASES.find((each) => each.major === major);
  if (release === undefined || minor === undefined || minor <= release.minor) return 'known';
  if (Date.parse(release.supportedUntil) <= checked) return 'impossible';
  return minor <= release.minor + Math.ceil(days / QUARTER) + OUT_OF_TURN ? 'possible' : 'impossible';
}
