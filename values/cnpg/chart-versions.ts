import type { TableSource } from '../declarations/table-source';
import { InvalidValueError } from '../text/invalid-value';

export const CHARTS_SOURCE: TableSource = {
  table: 'Helm charts and the versions that they install',
  sources: ['https://github.com/cloudnative-pg/charts/releases', 'https://cloudnative-pg.io/charts/index.yaml'],
  checked: '2026-11-28',
};

/**
 * The versions that each version of a chart installs, oldest first. CNPG 1.28.2 to 1.28.4 have no chart. Neither has 1.29.2: chart 0.28.3 is
 * of 10 June 2026, nineteen days older, and the index of the charts names 1.29.1 for it.
 */
export const CHARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cloudnative-pg': {
    '0.27.0': '1.28.0',
    '0.27.1': '1.28.1',
    '0.28.0': '1.29.0',
    '0.28.2': '1.29.1',
    '0.28.3': '1.29.1',
    '0.29.0': '1.30.0',
  },
  'plugin-barman-cloud': {
    '0.3.1': '0.9.0',
    '0.4.0': '0.10.0',
    '0.5.0': '0.11.0',
    '0.6.0': '0.12.0',
    '0.7.0': '0.13.0',
    '0.7.1': '0.14.0',
    '0.8.0': '0.15.0',
  },
};

/** The version that a chart installs. The version of the chart may have a leading `v`. Undefined if it is unknown. */
export function installedBy(chart: string, revision: string | undefined): string | undefined {
  const version = revision?.replace(/^v/, '') ?? '';
  const versions = versionsOf(chart);
  return Object.hasOwn(versions, version) ? versions[version] : undefined;
}

/**
 * The newest version of a chart that installs a version.
 * @throws InvalidValueError if none is known
 */
export function chartFor(chart: string, installed: string): string {
  const rows = Object.entries(versionsOf(chart));
  const found = rows.findLast(([, version]) => version === installed.replace(/^v/, ''));
  if (found !== undefined) return found[0];
  const known = rows.map(([, version]) => version).join(', ') || 'none';
  throw new InvalidValueError(
    `chart ${chart}: no known one installs ${installed}; known are ${known}. Add a row to values/cnpg/chart-versions.ts if there is one`,
    installed,
  );
}

/** The versions that charts of that name install, oldest first. */
export function installableVersions(chart: string): string[] {
  return [...new Set(Object.values(versionsOf(chart)))];
}

function versionsOf(chart: string): Readonly<Record<string, string>> {
  // It may be any text: `__proto__` is no chart.
  return Object.hasOwn(CHARTS, chart) ? (CHARTS[chart] ?? {}) : {};
}
