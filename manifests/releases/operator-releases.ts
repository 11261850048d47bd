import { satisfies } from '../../values/cnpg/version';
import type { TableSource } from '../../values/declarations/table-source';

const DAY = 86_400_000;

/** A minor release of CloudNativePG, the minor of the chart that installs it, and what it supports. */
export interface OperatorRelease {
  readonly operator: string;
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
  },
  {
    ...{ operator: '1.29', chart: '0.28', released: '2026-03-31', patch: '1.29.2', supportedUntil: '2026-09-29' },
    ...{ kubernetes: ['1.33', '1.36'], postgres: [14, 18] },
  },
  {
    ...{ operator: '1.30', chart: '0.29', released: '2026-06-29', patch: '1.30.0' },
    ...{ kubernetes: ['1.34', '1.36'], postgres: [14, 18] },
  },
];

/** The minor release that a version of the operator belongs to; undefined for one that the table does not know. */
export function releaseOf(operator: string): OperatorRelease | undefined {
  return OPERATOR_RELEASES.find((release) => satisfies(operator, release.operator));
}

/** The day since which a version of the operator gets no fixes; undefined while it is maintained. */
export function targetEnd(version: string, now: Date): string | undefined {
  const [oldest] = OPERATOR_RELEASES;
  if (oldest !== undefined && satisfies(version, `<${oldest.operator}`)) {
    return `is older than ${oldest.operator}, and has no fixes any more`;
  }
  const { supportedUntil } = releaseOf(version) ?? {};
  if (supportedUntil === undefined || !isOver(supportedUntil, now)) return undefined;
  return `has had no fixes since ${supportedUntil}`;
}

/** Whether a day has passed. */
export function isOver(lastDay: string, now: Date): boolean {
  return now.getTime() >= Date.parse(lastDay) + DAY;
}
