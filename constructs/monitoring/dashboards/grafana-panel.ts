import type * as dashboards from '@grafana/grafana-foundation-sdk/dashboard';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { ClusterAlertName } from '../alerts';
import type { Panel, Query, Step, ValueMeaning } from './panel';

/**
 * Data of Grafana's library with texts in place of members of its enums. Its types are all that is taken from it: its builders are more
 * modules than the constructs of this project.
 */
export type Plain<T> = T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [Key in keyof T as Key extends '_implementsDataqueryVariant' ? never : Key]: Plain<T[Key]> }
      : T;
type GrafanaPanel = Plain<Omit<dashboards.Panel, 'targets'>> & {
  readonly targets: readonly Plain<prometheus.Dataquery>[];
};
type GrafanaLink = Plain<dashboards.DashboardLink>;

/** The Prometheus that is chosen above the dashboard. */
export const DATASOURCE = { type: 'prometheus', uid: '$datasource' } as const;

/**
 * A panel without its place.
 * @param runbook - where that of an alert is; undefined where nobody can follow a link to it
 */
export function grafanaPanel(panel: Panel, runbook: ((alert: ClusterAlertName) => string) | undefined): GrafanaPanel {
  const { title, description, unit = 'short', nothing = '-', decimals, steps = [], means, alerts = [] } = panel;
  const isInstant = panel.draws === 'stat' || panel.draws === 'name';
  const { type, options, ...fields } = kindOf(panel);
  const defaults: Plain<dashboards.FieldConfig> = {
    ...fields,
    unit,
    noValue: nothing,
    ...(decimals !== undefined && { decimals }),
    ...(steps.length > 0 && { thresholds: thresholdsOf(steps) }),
    ...(means && { mappings: [{ type: 'value', options: textsOf(means) }] }),
  };
  const said = { title, description, datasource: DATASOURCE };
  const fieldConfig = { defaults, overrides: [] };
  return {
    type,
    transparent: false,
    repeatDirection: 'h',
    options,
    // The order is that of the builders, here and in queries: whoever has dashboards of theirs sees no difference.
    ...(isInstant ? { ...said, fieldConfig } : { fieldConfig, ...said }),
    targets: panel.queries.map((query, index) => queryOf(query, index, isInstant)),
    ...(runbook && {
      links: alerts.map((alert) => grafanaLink(`Runbook: ${alert}`, runbook(alert), { targetBlank: true })),
    }),
  };
}

function thresholdsOf(steps: readonly Step[]): Plain<dashboards.ThresholdsConfig> {
  return { mode: 'absolute', steps: steps.map(({ colour, from }) => ({ color: colour, value: rounded(from) })) };
}

function textsOf(means: Readonly<Record<number, ValueMeaning>>): Plain<dashboards.ValueMap['options']> {
  return Object.fromEntries(Object.entries(means).map(([value, { text, colour }]) => [value, { text, color: colour }]));
}

/** Without `placement`: the only one that Grafana has a name for puts links away into a menu. */
export function grafanaLink(title: string, url: string, options: Partial<GrafanaLink>): GrafanaLink {
  return {
    title,
    type: 'link',
    icon: '',
    tooltip: '',
    tags: [],
    asDropdown: false,
    targetBlank: false,
    includeVars: false,
    keepTime: false,
    ...options,
    url,
  };
}

/** Without what is left over of sums of binary fractions. */
function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Number(value.toPrecision(12));
}

/** A stat asks for now: the last value of a range would show an instance that has been gone for hours. */
function queryOf({ expr, legend }: Query, index: number, instant: boolean): Plain<prometheus.Dataquery> {
  const refId = String.fromCharCode('A'.charCodeAt(0) + index);
  const when = instant ? { instant, range: false } : { range: true, instant };
  return { expr, datasource: DATASOURCE, refId, legendFormat: legend, ...when };
}

/** What draws a panel: its plugin, and what of its fields is not the same in all. */
function kindOf(
  panel: Panel,
): Pick<GrafanaPanel, 'type' | 'options'> & Pick<Plain<dashboards.FieldConfig>, 'custom' | 'color'> {
  switch (panel.draws) {
    case 'stat':
    case 'name':
      return { type: 'stat', options: statOptions(panel) };
    case 'states':
      return { type: 'state-timeline', options: STATES, custom: { lineWidth: 0, fillOpacity: 70 } };
    default:
      return { type: 'timeseries', options: TIMES, custom: timeFields(panel), color: { mode: 'palette-classic' } };
  }
}

function statOptions({ draws, steps, means }: Panel): Plain<stat.Options> {
  const isColoured = steps !== undefined || means !== undefined;
  return {
    graphMode: 'none',
    colorMode: isColoured ? 'value' : 'none',
    justifyMode: 'auto',
    textMode: draws === 'name' ? 'name' : 'value',
    wideLayout: true,
    showPercentChange: false,
    reduceOptions: { calcs: ['lastNotNull'] },
    percentChangeColorMode: 'standard',
    orientation: 'auto',
  };
}

function timeFields({ draws, steps = [] }: Panel): Plain<timeseries.FieldConfig> {
  const last = rounded(steps.at(-1)?.from);
  return {
    drawStyle: 'line',
    lineWidth: 1,
    fillOpacity: draws === 'stack' ? 40 : 0,
    showPoints: 'never',
    axisSoftMin: 0,
    ...(draws === 'stack' && { stacking: { mode: 'normal' } }),
    ...(last !== null && { axisSoftMax: last, thresholdsStyle: { mode: 'dashed' } }),
  };
}

const LEGEND_BELOW: Plain<timeseries.Options['legend']> = {
  displayMode: 'list',
  placement: 'bottom',
  showLegend: true,
  calcs: [],
};

const STATES: Plain<statetimeline.Options> = {
  showValue: 'auto',
  rowHeight: 0.8,
  mergeValues: true,
  alignValue: 'left',
  legend: LEGEND_BELOW,
  tooltip: { mode: 'single', sort: 'asc' },
  perPage: 20,
};

const TIMES: Plain<timeseries.Options> = { legend: LEGEND_BELOW, tooltip: { mode: 'multi', sort: 'desc' } };
