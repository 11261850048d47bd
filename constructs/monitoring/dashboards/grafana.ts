import type { ClusterAlertName } from '../alerts';
import type { Dashboard, Panel, Query } from './panel';

/** What of a dashboard does not come from the database. */
export interface DashboardFrame {
  readonly title: string;
  readonly uid: string;
  readonly tags: readonly string[];
  /** Where a runbook is; undefined where nobody can follow a link to it. */
  readonly runbook: ((alert: ClusterAlertName) => string) | undefined;
  /** Other dashboards of the same cluster, by title. */
  readonly others: Readonly<Record<string, string>>;
  /** Moments that are marked in every panel. */
  readonly marks: Readonly<Record<string, Query>>;
}

const WIDTH = 24;
const HEIGHT = { stat: 4, name: 4, states: 5, lines: 8, stack: 8 } as const;
const DATASOURCE = { type: 'prometheus', uid: '$datasource' } as const;

// The library takes longer to load than this whole project: it is loaded only if a dashboard is declared.
const sdk = () => ({
  dashboard:
    require('@grafana/grafana-foundation-sdk/dashboard') as typeof import('@grafana/grafana-foundation-sdk/dashboard'),
  prometheus:
    require('@grafana/grafana-foundation-sdk/prometheus') as typeof import('@grafana/grafana-foundation-sdk/prometheus'),
  common: require('@grafana/grafana-foundation-sdk/common') as typeof import('@grafana/grafana-foundation-sdk/common'),
  stat: require('@grafana/grafana-foundation-sdk/stat') as typeof import('@grafana/grafana-foundation-sdk/stat'),
  timeseries:
    require('@grafana/grafana-foundation-sdk/timeseries') as typeof import('@grafana/grafana-foundation-sdk/timeseries'),
  statetimeline:
    require('@grafana/grafana-foundation-sdk/statetimeline') as typeof import('@grafana/grafana-foundation-sdk/statetimeline'),
});
type Sdk = ReturnType<typeof sdk>;

/**
 * A dashboard as Grafana reads it. There are no ids, versions or times in it, so that the same cluster gives the same text.
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function toGrafana(dashboard: Dashboard, frame: DashboardFrame): string {
  const grafana = sdk();
  const { DashboardBuilder, DashboardCursorSync, DatasourceVariableBuilder, RowBuilder } = grafana.dashboard;
  const builder = new DashboardBuilder(frame.title)
    .uid(frame.uid)
    .description(dashboard.description)
    .tags([...frame.tags])
    .timezone('browser')
    .time({ from: 'now-6h', to: 'now' })
    .refresh('1m')
    .tooltip(DashboardCursorSync.Crosshair)
    // What is provisioned cannot be saved: who would edit it should know at once.
    .readonly()
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'));
  for (const [title, uid] of Object.entries(frame.others)) {
    builder.link(shown(linkTo(grafana, title, `/d/${uid}`).icon('dashboard').keepTime(true).includeVars(true)));
  }
  for (const [name, { expr, legend }] of Object.entries(frame.marks)) {
    builder.annotation(
      new grafana.dashboard.AnnotationQueryBuilder()
        .name(name)
        .datasource(DATASOURCE)
        .enable(true)
        .iconColor('orange')
        .expr(expr)
        .step('60s')
        .titleFormat(legend),
    );
  }
  for (const { title, lines } of dashboard.sections) {
    builder.withRow(new RowBuilder(title));
    for (const line of lines) {
      line.forEach((panel, index) => {
        const height = Math.max(...line.map(({ draws }) => HEIGHT[draws]));
        builder.withPanel(build(grafana, panel, frame).span(widthOf(index, line.length)).height(height));
      });
    }
  }
  const { panels = [], ...rest } = builder.build();
  // The library numbers no panel, and rows all alike: without numbers a link to one panel, or a picture of it, finds another.
  const numbered = panels.map((panel, index) => ({ ...panel, id: index + 1 }));
  return print(rest, numbered);
}

/** A line for each setting and each panel: a difference between two versions names what changed, and nobody reads more of it. */
function print(settings: object, panels: readonly object[]): string {
  const lines = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}": ${JSON.stringify(value)},\n`);
  return `{\n${lines.join('')}"panels": [\n${panels.map((panel) => JSON.stringify(panel)).join(',\n')}\n]\n}\n`;
}

/** Widths fill the line; what does not divide goes to the first panels. */
function widthOf(index: number, count: number): number {
  return Math.floor(WIDTH / count) + (index < WIDTH % count ? 1 : 0);
}

/** What all kinds of panels have. */
function build(grafana: Sdk, panel: Panel, { runbook }: DashboardFrame) {
  const { steps = [], means, alerts = [] } = panel;
  const isInstant = panel.draws === 'stat' || panel.draws === 'name';
  const builder = kindOf(grafana, panel)
    .title(panel.title)
    .description(panel.description)
    .datasource(DATASOURCE)
    .unit(panel.unit ?? 'short')
    .noValue(panel.nothing ?? '-')
    .targets(panel.queries.map((query, index) => queryOf(grafana, query, index, isInstant)));
  if (panel.decimals !== undefined) builder.decimals(panel.decimals);
  if (steps.length > 0) {
    builder.thresholds(
      new grafana.dashboard.ThresholdsConfigBuilder()
        .mode(grafana.dashboard.ThresholdsMode.Absolute)
        .steps(steps.map(({ colour, from }) => ({ color: colour, value: rounded(from) }))),
    );
  }
  if (means !== undefined) {
    const options = Object.entries(means).map(([value, { text, colour }]) => [value, { text, color: colour }] as const);
    builder.mappings([{ type: grafana.dashboard.MappingType.ValueToText, options: Object.fromEntries(options) }]);
  }
  if (runbook !== undefined) {
    builder.links(alerts.map((alert) => shown(linkTo(grafana, `Runbook: ${alert}`, runbook(alert)).targetBlank(true))));
  }
  return builder;
}

function linkTo(grafana: Sdk, title: string, url: string) {
  return new grafana.dashboard.DashboardLinkBuilder(title).type(grafana.dashboard.DashboardLinkType.Link).url(url);
}

/** Without what is left over of sums of binary fractions. */
function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Number(value.toPrecision(12));
}

/** The library puts links away into a menu, which is the only place that it has a name for. */
function shown(link: ReturnType<typeof linkTo>) {
  return { build: () => ({ ...link.build(), placement: undefined }) };
}

/** A stat asks for now: the last value of a range would show an instance that has been gone for hours. */
function queryOf(grafana: Sdk, { expr, legend }: Query, index: number, isInstant: boolean) {
  const query = new grafana.prometheus.DataqueryBuilder()
    .datasource(DATASOURCE)
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .expr(expr)
    .legendFormat(legend);
  return isInstant ? query.instant() : query.range();
}

function kindOf(grafana: Sdk, panel: Panel) {
  switch (panel.draws) {
    case 'stat':
    case 'name':
      return statPanel(grafana, panel);
    case 'states':
      return statesPanel(grafana);
    default:
      return timePanel(grafana, panel);
  }
}

function statPanel({ stat, common }: Sdk, { draws, steps, means }: Panel) {
  const { BigValueColorMode, BigValueGraphMode, BigValueTextMode } = common;
  const isColoured = steps !== undefined || means !== undefined;
  return new stat.PanelBuilder()
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .graphMode(BigValueGraphMode.None)
    .colorMode(isColoured ? BigValueColorMode.Value : BigValueColorMode.None)
    .textMode(draws === 'name' ? BigValueTextMode.Name : BigValueTextMode.Value);
}

function statesPanel({ statetimeline, common }: Sdk) {
  return new statetimeline.PanelBuilder()
    .mergeValues(true)
    .showValue(common.VisibilityMode.Auto)
    .rowHeight(0.8)
    .legend(legendBelow(common));
}

function timePanel({ timeseries, common, dashboard }: Sdk, { draws, steps = [] }: Panel) {
  const builder = new timeseries.PanelBuilder()
    .drawStyle(common.GraphDrawStyle.Line)
    .lineWidth(1)
    .fillOpacity(draws === 'stack' ? 40 : 0)
    .showPoints(common.VisibilityMode.Never)
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassic))
    .axisSoftMin(0)
    .legend(legendBelow(common))
    .tooltip(
      new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
    );
  if (draws === 'stack') builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  const last = rounded(steps.at(-1)?.from);
  if (last !== null) {
    builder
      .axisSoftMax(last)
      .thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed));
  }
  return builder;
}

function legendBelow({ LegendDisplayMode, LegendPlacement, VizLegendOptionsBuilder }: Sdk['common']) {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom);
}
