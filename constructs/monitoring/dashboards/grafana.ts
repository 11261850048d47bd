import type * as dashboards from '@grafana/grafana-foundation-sdk/dashboard';
import { nonEmpty } from '../../base/overrides';
import type { ClusterAlertName } from '../alerts';
import { DATASOURCE, grafanaLink, grafanaPanel, type Plain } from './grafana-panel';
import type { Dashboard, Query } from './panel';

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

/**
 * A dashboard as Grafana reads it. There are no ids, versions or times in it, so that the same cluster gives the same text.
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function toGrafana(dashboard: Dashboard, frame: DashboardFrame): string {
  const links = Object.entries(frame.others).map(([title, uid]) =>
    grafanaLink(title, `/d/${uid}`, { icon: 'dashboard', includeVars: true, keepTime: true }),
  );
  const settings: Plain<Omit<dashboards.Dashboard, 'graphTooltip' | 'panels'>> & { graphTooltip: 0 | 1 | 2 } = {
    timezone: 'browser',
    // What is provisioned cannot be saved: who would edit it should know at once.
    editable: false,
    // A shared crosshair.
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    schemaVersion: 42,
    templating: { list: [DATASOURCE_VARIABLE] },
    annotations: { list: nonEmpty(Object.entries(frame.marks).map(([name, query]) => annotationOf(name, query))) },
    title: frame.title,
    uid: frame.uid,
    description: dashboard.description,
    tags: frame.tags,
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    links: nonEmpty(links),
  };
  return print(settings, panelsOf(dashboard, frame));
}

/** A line for each setting and each panel: a difference between two versions names what changed, and nobody reads more of it. */
function print(settings: object, panels: readonly object[]): string {
  const lines = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}": ${JSON.stringify(value)},\n`);
  return `{\n${lines.join('')}"panels": [\n${panels.map((panel) => JSON.stringify(panel)).join(',\n')}\n]\n}\n`;
}

/** All panels from the top down, each with a number: without it a link to one, or a picture of it, finds another. */
function panelsOf({ sections }: Dashboard, frame: DashboardFrame): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const { title, lines } of sections) {
    const row: Plain<dashboards.RowPanel> = {
      type: 'row',
      collapsed: false,
      id: panels.length + 1,
      panels: [],
      title,
      gridPos: { x: 0, y, h: 1, w: WIDTH },
    };
    panels.push(row);
    y += 1;
    for (const line of lines) {
      const h = Math.max(...line.map(({ draws }) => HEIGHT[draws]));
      let x = 0;
      line.forEach((panel, index) => {
        const w = widthOf(index, line.length);
        panels.push({ ...grafanaPanel(panel, frame.runbook), gridPos: { h, w, x, y }, id: panels.length + 1 });
        x += w;
      });
      y += h;
    }
  }
  return panels;
}

/** Widths fill the line; what does not divide goes to the first panels. */
function widthOf(index: number, count: number): number {
  return Math.floor(WIDTH / count) + (index < WIDTH % count ? 1 : 0);
}

function annotationOf(name: string, { expr, legend }: Query): Plain<dashboards.AnnotationQuery> {
  return {
    name,
    enable: true,
    hide: false,
    iconColor: 'orange',
    builtIn: 0,
    placement: 'inControlsMenu',
    datasource: DATASOURCE,
    expr,
    step: '60s',
    titleFormat: legend,
  };
}

const DATASOURCE_VARIABLE: Plain<dashboards.VariableModel> = {
  type: 'datasource',
  name: 'datasource',
  skipUrlSync: false,
  multi: false,
  allowCustomValue: true,
  includeAll: false,
  auto: false,
  auto_min: '10s',
  auto_count: 30,
  label: 'Data source',
  query: 'prometheus',
};
