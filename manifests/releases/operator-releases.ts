import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { satisfies, Version } from '../../values/cnpg/version';
import type { TableSource } from '../../values/declarations/table-source';

const DAY = 86_400_000;

/** Versions from the first to the last. */
type Range = readonly [first: string, last: string];

/** A minor release of CloudNativePG, and what is known of its patch releases. */
export interface OperatorRelease {
  readonly operator: string;
  /** The minor of the chart that installs it. */
  readonly chart: string;
  /** The last day of its support. @default - not announced yet */
  readonly supportedUntil?: string;
  /** The Kubernetes minors that it supports. @default - not known here */
  readonly kubernetes?: Range;
  /** The PostgreSQL majors that it supports. */
  readonly postgres: Range;
  /** The patch releases with schemas in `imports/facts`, oldest first. */
  readonly schemas: readonly string[];
  /** The tag of the image for clusters that name none, by the patch release that brought it, oldest first. */
  readonly images: Readonly<Record<string, string>>;
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
  {
    operator: '1.28',
    chart: '0.27',
    supportedUntil: '2026-06-30',
    postgres: ['14', '18'],
    schemas: ['1.28.0', '1.28.4'],
    images: { '1.28.0': '18.1-system-trixie', '1.28.2': '18.3-system-trixie', '1.28.4': '18.4-system-trixie' },
  },
  {
    operator: '1.29',
    chart: '0.28',
    supportedUntil: '2026-09-29',
    kubernetes: ['1.33', '1.36'],
    postgres: ['14', '18'],
    schemas: ['1.29.2'],
    images: { '1.29.0': '18.3-system-trixie', '1.29.2': '18.4-system-trixie' },
  },
  {
    operator: '1.30',
    chart: '0.29',
    kubernetes: ['1.34', '1.36'],
    postgres: ['14', '18'],
    schemas: ['1.30.0'],
    images: { '1.30.0': '18.4-system-trixie' },
  },
];

/** The row of a version: that of its minor, else the newest for a version that is newer than the table, and the oldest for an older one. */
export function operatorRelease(version: string): OperatorRelease {
  const [oldest] = OPERATOR_RELEASES;
  const row = OPERATOR_RELEASES.findLast(({ operator }) => satisfies(version, `>=${operator}`)) ?? oldest;
  if (row === undefined) throw new Error('the table of releases is empty');
  return row;
}

/** The versions that an operator supports, in words, for one that it does not; undefined where that is not known. */
export function unsupportedBy(
  operator: string,
  product: 'kubernetes' | 'postgres',
  version: string,
): string | undefined {
  const [first, last] = OPERATOR_RELEASES.find((row) => satisfies(operator, row.operator))?.[product] ?? [];
  if (first === undefined || last === undefined || satisfies(version, `>=${first} <=${last}`)) return undefined;
  return `${first} to ${last}`;
}

/** The image of a version of the operator for clusters that name none. */
export function defaultImage(version: string): string {
  const images = Object.entries(operatorRelease(version).images);
  const [oldest] = images;
  const [, tag = ''] =
    images.findLast(([since]) => Version.parse(version).compareTo(Version.parse(since)) >= 0) ?? oldest ?? [];
  return `ghcr.io/cloudnative-pg/postgresql:${tag}`;
}

/** The image where the target does not matter: all that are known here have one major and one type. */
export const DEFAULT_IMAGE = defaultImage(DEFAULT_TARGET.operator);

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
