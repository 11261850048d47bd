import { satisfies } from '../../values/cnpg/version';
import type { TableSource } from '../../values/declarations/table-source';

const DAY = 86_400_000;

/** A minor release of CloudNativePG, the minor of the chart that installs it, and the last day of its support. */
export interface OperatorRelease {
  readonly operator: string;
  readonly chart: string;
  /** @default - not announced yet */
  readonly supportedUntil?: string;
}

export const OPERATOR_RELEASES_SOURCE: TableSource = {
  table: 'releases of CloudNativePG and the end of their support',
  sources: [
    'https://cloudnative-pg.io/documentation/current/supported_releases/',
    'https://github.com/cloudnative-pg/charts/releases',
  ],
  checked: '2026-11-21',
};

export const OPERATOR_RELEASES: readonly OperatorRelease[] = [
  { operator: '1.28', chart: '0.27', supportedUntil: '2026-06-30' },
  { operator: '1.29', chart: '0.28', supportedUntil: '2026-09-29' },
  { operator: '1.30', chart: '0.29' },
];

/** The day since which a version of the operator gets no fixes; undefined while it is maintained. */
export function targetEnd(version: string, now: Date): string | undefined {
  const [oldest] = OPERATOR_RELEASES;
  if (oldest !== undefined && satisfies(version, `<${oldest.operator}`)) {
    return `is older than ${oldest.operator}, and has no fixes any more`;
  }
  const { supportedUntil } = OPERATOR_RELEASES.find((each) => satisfies(version, each.operator)) ?? {};
  if (supportedUntil === undefined || !isOver(supportedUntil, now)) return undefined;
  return `has had no fixes since ${supportedUntil}`;
}

/** Whether a day has passed. */
export function isOver(lastDay: string, now: Date): boolean {
  return now.getTime() >= Date.parse(lastDay) + DAY;
}
