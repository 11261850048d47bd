import { DEFAULT_TARGET, type JudgedTarget } from '../../values/cnpg/target';
import { satisfies, Version } from '../../values/cnpg/version';
import { remember } from '../../values/collections/remember';
import type { TableSource } from '../../values/declarations/table-source';

const DAY = 86_400_000;

/** A minor release of CloudNativePG, and what is known of its patch releases. */
export interface OperatorRelease {
  readonly operator: string;
  /** The minor of the chart that installs it. */
  readonly chart: string;
  /** Day of its first release. */
  readonly released: string;
  /** The newest patch on the day when the table was checked. */
  readonly patch: string;
  /**
   * The last day of its support: three months after the next minor.
   * @default - the next minor is not released yet
   */
  readonly supportedUntil?: string;
  /** Oldest and newest minor of Kubernetes that it supports. */
  readonly kubernetes: readonly [oldest: string, newest: string];
  /** Oldest and newest major of PostgreSQL that it supports. */
  readonly postgres: readonly [oldest: number, newest: number];
  /** The patch releases with schemas in `imports/facts`, oldest first. */
  readonly schemas: readonly string[];
  /** The tag of the image for clusters that name none, by the patch release that brought it, oldest first. */
  readonly images: Readonly<Record<string, string>>;
}

export const OPERATOR_RELEASES_SOURCE: TableSource = {
  table: 'releases of CloudNativePG, the end of their support, and what they support',
  sources: [
    'https://cloudnative-pg.io/documentation/current/supported_releases/',
    'https://github.com/cloudnative-pg/charts/releases',
  ],
  checked: '2026-11-28',
};

export const OPERATOR_RELEASES: readonly OperatorRelease[] = [
  {
    ...{ operator: '1.28', chart: '0.27', released: '2025-12-09', patch: '1.28.4', supportedUntil: '2026-06-30' },
    ...{ kubernetes: ['1.32', '1.34'], postgres: [14, 18] },
    schemas: ['1.28.0', '1.28.4'],
    images: { '1.28.0': '18.1-system-trixie', '1.28.2': '18.3-system-trixie', '1.28.4': '18.4-system-trixie' },
  },
  {
    ...{ operator: '1.29', chart: '0.28', released: '2026-03-31', patch: '1.29.2', supportedUntil: '2026-09-29' },
    ...{ kubernetes: ['1.33', '1.36'], postgres: [14, 18] },
    schemas: ['1.29.2'],
    images: { '1.29.0': '18.3-system-trixie', '1.29.2': '18.4-system-trixie' },
  },
  {
    ...{ operator: '1.30', chart: '0.29', released: '2026-06-29', patch: '1.30.0' },
    ...{ kubernetes: ['1.34', '1.36'], postgres: [14, 18] },
    schemas: ['1.30.0'],
    images: { '1.30.0': '18.4-system-trixie' },
  },
];

/** The minor release that a version of the operator belongs to; undefined for one that the table does not know. */
export function releaseOf(operator: string): OperatorRelease | undefined {
  return OPERATOR_RELEASES.find((release) => satisfies(operator, release.operator));
}

/** The minor release of a target's operator; undefined where the table does not know it, or its version is not known. */
export function targetRelease({ operator, unknown }: JudgedTarget): OperatorRelease | undefined {
  return unknown?.operator === undefined ? releaseOf(operator) : undefined;
}

/** The row of a version: that of its minor, else the newest for a version that is newer than the table, and the oldest for an older one. */
export function operatorRelease(version: string): OperatorRelease {
  const [oldest] = OPERATOR_RELEASES;
  const row = OPERATOR_RELEASES.findLast(({ operator }) => satisfies(version, `>=${operator}`)) ?? oldest;
  if (row === undefined) throw new Error('the table of releases is empty');
  return row;
}

/** The image of a version of the operator for clusters that name none. */
export const defaultImage = remember((version): string => {
  const images = Object.entries(operatorRelease(version).images);
  const [oldest] = images;
  const [, tag = ''] =
    images.findLast(([since]) => Version.parse(version).compareTo(Version.parse(since)) >= 0) ?? oldest ?? [];
  return `ghcr.io/cloudnative-pg/postgresql:${tag}`;
});

/** The image where the target does not matter: all that are known here have one major and one type. */
export const DEFAULT_IMAGE = defaultImage(DEFAULT_TARGET.operator);

/** The Kubernetes to assume beside an operator where nothing says which: the given one, or else the nearest that the operator supports. */
export function assumedKubernetes(operator: string, given: string): string {
  const [oldest, newest] = releaseOf(operator)?.kubernetes ?? [given, given];
  if (satisfies(given, `<${oldest}`)) return oldest;
  return satisfies(given, `>${newest}`) ? newest : given;
}

/** Whether the operator of a target is older than all releases of the table, which list what it lacks. */
export function isBeforeReleases({ operator, unknown }: JudgedTarget): boolean {
  if (unknown?.operator !== undefined) return unknown.operator.age === 'older';
  const [oldest] = OPERATOR_RELEASES;
  return oldest !== undefined && satisfies(operator, `<${oldest.operator}`);
}

/** Since when the operator of a target gets no fixes; undefined while it is maintained, and where nobody here knows. */
export function targetEnd(target: JudgedTarget, now: Date): string | undefined {
  if (isBeforeReleases(target)) return `is older than ${OPERATOR_RELEASES[0]?.operator}, and has no fixes any more`;
  const { supportedUntil } = targetRelease(target) ?? {};
  if (supportedUntil === undefined || !isOver(supportedUntil, now)) return undefined;
  return `has had no fixes since ${supportedUntil}`;
}

/** Whether a day has passed. */
export function isOver(lastDay: string, now: Date): boolean {
  return now.getTime() >= Date.parse(lastDay) + DAY;
}
