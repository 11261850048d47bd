import type { TableSource } from '../../values/declarations/table-source';

export const CHARTS_SOURCE: TableSource = {
  table: 'Helm charts and the versions that they install',
  sources: ['https://github.com/cloudnative-pg/charts/releases'],
  checked: '2026-11-21',
};

/** What a version of a chart installs. CNPG 1.28.2 to 1.28.4 have no chart. */
export const CHARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cloudnative-pg': { '0.27.0': '1.28.0', '0.27.1': '1.28.1', '0.29.0': '1.30.0' },
  'plugin-barman-cloud': {
    '0.3.1': '0.9.0',
    '0.4.0': '0.10.0',
    '0.5.0': '0.11.0',
    '0.6.0': '0.12.0',
    '0.7.0': '0.13.0',
  },
};
