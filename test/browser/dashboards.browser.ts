import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dashboardsOf,
  expressionsOf,
  type GrafanaDashboard,
  type GrafanaPanel,
  panelsOf,
  SHAPE_NAMES,
} from '../constructs/monitoring/dashboards/support/dashboards';
import { type Drawable, type Drawn, drawIn, STEP, startBrowser } from './support/browser';
import { type Answer, type Prometheus, startPrometheus } from './support/prometheus';
import { day, EVENTS, MIDNIGHT } from './support/samples';

const PICTURES = join(__dirname, '../../docs/images');
const WRITES_PICTURES = process.env.UPDATE_PICTURES === '1';
const DASHBOARDS = dashboardsOf('ha', { runbooks: 'https://example.com/runbooks' });

let prometheus: Prometheus;
let browser: Browser;

beforeAll(async () => {
  prometheus = await startPrometheus(day());
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await prometheus?.stop();
});

/** As Grafana does, with samples each minute. */
const substituted = (expr: string) => expr.replaceAll('$__rate_interval', '4m');
const named = (legend: string, { metric, values }: Answer): Drawable => ({
  name: legend.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => metric[label] ?? ''),
  values,
});

/** What each query of a panel finds. */
function answersOf({ targets = [] }: GrafanaPanel): Promise<Drawable[][]> {
  return Promise.all(
    targets.map(async ({ expr, legendFormat, instant }) => {
      const query = substituted(expr);
      const found = instant ? await prometheus.instant(query) : await prometheus.range(query, STEP);
      return found.map((answer) => named(legendFormat, answer));
    }),
  );
}

async function marksOf({ annotations }: GrafanaDashboard) {
  const answers = await Promise.all((annotations.list ?? []).map(({ expr }) => prometheus.range(expr, 60)));
  return answers.flat().flatMap(({ metric, values }) => values.map(([time]) => ({ pod: metric.pod, time })));
}

const GREEN = 'rgb(115, 191, 105)';
const RED = 'rgb(242, 73, 92)';
const BLUE = 'rgb(87, 148, 242)';
/** What some panels say at the end of the day: titles, texts and colours. */
const SEEN: Readonly<Record<string, readonly (readonly [title: string, text: string, colours: readonly string[]])[]>> =
  {
    cluster: [
      ['Primary', 'shop-db-2', ['rgb(204, 204, 220)']],
      ['Instances up', '3', [GREEN]],
      ['Available, last 3 days', '99.977%', [GREEN]],
      ['Roles', 'shop-db-1primarystandbyshop-db-2standbyprimaryshop-db-3standby', [GREEN, BLUE]],
    ],
    backups: [
      ['WAL not archived for', '2.01 h', [RED]],
      ['Segments waiting', '108', [RED]],
      ['Last base backup', 'succeeded', [GREEN]],
    ],
    pools: [
      ['Pods up', '2', [GREEN]],
      ['Clients waiting', '0', [GREEN]],
    ],
  };

describe('every expression', () => {
  it.each(SHAPE_NAMES)('of %s is one that Prometheus takes', async (shape) => {
    const expressions = Object.values(dashboardsOf(shape)).flatMap(expressionsOf);
    const refused: string[] = [];
    for (const expr of new Set(expressions.map(substituted))) {
      await prometheus.instant(expr).catch(({ message }: Error) => refused.push(message));
    }
    expect(refused).toEqual([]);
  });
});

it('marks the promotion, and nothing else', async () => {
  const marks = await marksOf(DASHBOARDS.cluster as GrafanaDashboard);
  expect(marks.map(({ pod }) => pod)).toEqual(['shop-db-2']);
  expect(Math.abs((marks[0]?.time ?? 0) - MIDNIGHT - EVENTS.failover.promoted * 60)).toBeLessThanOrEqual(60);
});

describe.each(Object.entries(DASHBOARDS))('dashboard %s', (about, dashboard) => {
  let drawn: Drawn[] = [];
  let complaints: string[] = [];
  let answers: Drawable[][] = [];
  let empty: string[] = [];

  beforeAll(async () => {
    const found = await Promise.all(dashboard.panels.map(answersOf));
    answers = found.map((queries) => queries.flat());
    empty = dashboard.panels.flatMap(({ title, targets = [] }, index) =>
      targets.filter((_, query) => found[index]?.[query]?.length === 0).map(({ expr }) => `${title}: ${expr}`),
    );
    const marks = await marksOf(dashboard);
    const result = await drawIn(
      browser,
      dashboard,
      answers,
      marks.map(({ time }) => time),
    );
    ({ drawn, complaints } = result);
    if (WRITES_PICTURES) {
      mkdirSync(PICTURES, { recursive: true });
      await result.page.screenshot({ path: join(PICTURES, `dashboard-${about}.png`), fullPage: true });
    }
    await result.page.close();
  });

  it('is drawn without a complaint of the browser', () => expect(complaints).toEqual([]));

  it('has values in every panel, for every query', () => {
    expect(empty).toEqual([]);
    expect(drawn).toHaveLength(dashboard.panels.length);
    const blank = drawn.filter(({ kind, ink }) => kind === 'timeseries' && ink < 100);
    expect(blank.map(({ title, ink }) => `${title}: ${ink}`)).toEqual([]);
  });

  it('names each line, shows the limits, and has room for it all', () => {
    for (const [index, panel] of drawn.entries()) {
      const asked = dashboard.panels[index];
      if (panel.kind === 'timeseries') {
        expect(panel.legend, panel.title).toHaveLength(answers[index]?.length ?? -1);
        expect(new Set(panel.legend).size, panel.title).toBe(panel.legend.length);
        expect(panel.legend.join(), panel.title).not.toMatch(/\{|^$|,,/);
        const limits = asked?.fieldConfig?.defaults.thresholds?.steps.filter(({ value }) => value !== null) ?? [];
        expect(panel.limits, panel.title).toBe(limits.length);
      } else if (panel.kind !== 'row') expect(panel.text, panel.title).not.toMatch(/^-?$|NaN|undefined/);
      expect(panel.isCut ?? false, `${panel.title} has no room`).toBe(false);
    }
  });

  it('shows the day: what failed is red, what was repaired is not', () => {
    for (const [title, text, colour] of SEEN[about] ?? []) {
      const panel = drawn.find((one) => one.title === title);
      expect(panel?.text, title).toBe(text);
      expect([...new Set(panel?.colours)], title).toEqual(colour);
    }
  });

  it('lays its panels out beside each other, within the page', () => {
    const overlaps = drawn.flatMap((one, index) =>
      drawn
        .slice(index + 1)
        .filter(({ box }) => isOver(box, one.box))
        .map((other) => `${one.title} and ${other.title}`),
    );
    expect(overlaps).toEqual([]);
    expect(Math.max(...drawn.map(({ box }) => box.right))).toBeLessThanOrEqual(1440);
    expect(panelsOf(dashboard).length).toBeGreaterThan(5);
  });
});

function isOver(one: Drawn['box'], other: Drawn['box']): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
