import { describe, expect, it } from 'vitest';
import { METRICS, SCRAPE_LABELS } from '../../../../constructs/monitoring/alerts/metrics';
import { metricsIn } from '../../../../constructs/monitoring/alerts/promql';
import { groupsOf, SHAPE_NAMES as RULE_SHAPES } from '../../../promtool/support/shapes';
import {
  dashboardsOf,
  expressionsOf,
  type GrafanaPanel,
  panelsOf,
  SHAPE_NAMES,
  type ShapeName,
} from './support/dashboards';

const ALL = SHAPE_NAMES.flatMap((shape) =>
  Object.entries(dashboardsOf(shape)).map(([about, dashboard]) => ({ shape, about, dashboard })),
);
const EXPRESSIONS = ALL.flatMap(({ dashboard }) => expressionsOf(dashboard));
const SELECTOR = /([a-zA-Z_:][a-zA-Z0-9_:]*)\{([^}]*)\}/g;

function find(shape: ShapeName, about: string, title: string): GrafanaPanel[] {
  const dashboard = dashboardsOf(shape)[about];
  return dashboard === undefined ? [] : panelsOf(dashboard).filter((panel) => panel.title === title);
}

function exprOf(shape: ShapeName, about: string, title: string): string {
  return find(shape, about, title)[0]?.targets?.[0]?.expr ?? '';
}

const stepsOf = (panel: GrafanaPanel | undefined) =>
  panel?.fieldConfig?.defaults.thresholds?.steps.map(({ value, color }) =>
    value === null ? color : `${color} ${value}`,
  );

it('no metric is known that neither an alert nor a dashboard reads', () => {
  const alerts = RULE_SHAPES.flatMap((shape) => groupsOf(shape).flatMap(({ rules }) => rules.map(({ expr }) => expr)));
  const read = new Set([...alerts, ...EXPRESSIONS].flatMap(metricsIn));
  expect(Object.keys(METRICS).filter((name) => !read.has(name))).toEqual([]);
});

describe('every expression', () => {
  it('reads metrics that are known to exist, by labels that they have, of its own cluster', () => {
    const wrong = EXPRESSIONS.flatMap((expr) =>
      [...expr.matchAll(SELECTOR)].flatMap(([selector, metric = '', matchers = '']) => {
        const known = METRICS[metric as keyof typeof METRICS];
        if (known === undefined) return [`unknown: ${metric}`];
        if (!matchers.includes('namespace="shop"')) return [`wide: ${selector}`];
        const labels: readonly string[] = [...known.labels, ...SCRAPE_LABELS[known.source]];
        const used = [...matchers.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label);
        return used.filter((label) => !labels.includes(label)).map((label) => `${metric} has no label ${label}`);
      }),
    );
    expect(wrong).toEqual([]);
    expect(EXPRESSIONS.length).toBeGreaterThan(100);
  });

  it('takes rates of counters, and never their bare value', () => {
    const counters = new Set(
      Object.keys(METRICS).filter((name) => METRICS[name as keyof typeof METRICS].type === 'counter'),
    );
    const bare = EXPRESSIONS.flatMap((expr) =>
      [...expr.matchAll(/(\w+\()?([a-z_]+)\{[^}]*\}(\[)?/g)]
        .filter(([, , name = '']) => counters.has(name))
        .filter(([, call, , window]) => !/^(rate|increase)\($/.test(call ?? '') || window === undefined)
        .map(([text]) => text),
    );
    expect(bare).toEqual([]);
  });

  it('gives its series labels that the legend names', () => {
    for (const { dashboard } of ALL) {
      for (const { expr, legendFormat } of panelsOf(dashboard).flatMap(({ targets = [] }) => targets)) {
        for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
          expect(expr, legendFormat).toMatch(new RegExp(`by \\([^)]*\\b${label}\\b`));
        }
      }
    }
  });
});

describe.each(ALL)('$about of $shape', ({ dashboard }) => {
  it('fills 24 columns, and no panel is over another', () => {
    const cells = new Map<string, string>();
    for (const { title, gridPos } of dashboard.panels) {
      expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(cells.get(`${x},${y}`), `${title} at ${x},${y}`).toBeUndefined();
          cells.set(`${x},${y}`, title);
        }
      }
    }
    const bottom = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
    expect(cells.size).toBe(24 * bottom);
  });

  it('says in every panel what is seen, in which unit, and from where', () => {
    for (const { title, description, targets, fieldConfig } of panelsOf(dashboard)) {
      expect(description, title).toMatch(/^[A-Z][^{}]{40,}\.$/);
      expect(description, title).not.toMatch(/undefined|NaN|\[object/);
      expect(fieldConfig?.defaults.unit, title).toMatch(/^(short|s|bytes|Bps|percentunit|ops|µs)$/);
      expect(targets?.map(({ refId }) => refId)).toEqual(['A', 'B', 'C'].slice(0, targets?.length));
      expect(new Set(targets?.map(({ datasource }) => datasource.uid))).toEqual(new Set(['$datasource']));
    }
  });

  it('asks stats for now, and everything else for the range', () => {
    for (const { title, type, targets = [] } of panelsOf(dashboard)) {
      expect(
        targets.map(({ instant }) => instant),
        title,
      ).toEqual(targets.map(() => type === 'stat'));
    }
  });
});

describe('colours change where alerts begin', () => {
  it.each<[about: string, title: string, steps: string[]]>([
    ['cluster', 'Instances up', ['red', 'green 3']],
    ['cluster', 'Standbys streaming', ['red', 'green 2']],
    ['cluster', 'Synchronous standbys', ['red', 'green 1']],
    ['cluster', 'Available, last 3 days', ['red', 'green 0.999']],
    ['cluster', 'Worst lag', ['green', 'orange 22.5', 'red 30']],
    ['cluster', 'Replication lag, time', ['green', 'red 30']],
    ['cluster', 'Replication lag, bytes', ['green', `red ${2 ** 30}`]],
    ['cluster', 'WAL held by slots', ['green', `red ${4 * 2 ** 30}`]],
    ['cluster', 'Connections', ['green', 'red 160']],
    ['cluster', 'Longest transaction', ['green', 'red 1800']],
    ['cluster', 'Fullest volume', ['green', 'orange 0.675', 'red 0.9']],
    ['cluster', 'WAL on disk', ['green', `red ${18 * 2 ** 30}`]],
    ['cluster', 'Age of transactions', ['green', 'red 400000000']],
    ['backups', 'WAL not archived for', ['green', 'orange 270', 'red 360']],
    ['backups', 'Age of the last base backup', ['green', 'orange 95040', 'red 172800']],
    ['backups', 'Recovery window', ['orange', `green ${30 * 86_400}`]],
    ['pools', 'Pods up', ['red', 'green 2']],
    ['pools', 'Clients', ['green', 'red 400']],
    ['pools', 'Longest wait', ['green', 'orange 3.75', 'red 5']],
  ])('%s: %s', (about, title, steps) => {
    expect(stepsOf(find('ha', about, title)[0])).toEqual(steps);
  });

  it('which can be told', () => {
    const { cluster } = dashboardsOf('ha', { limits: { connections: 0.5 } });
    const panels = cluster === undefined ? [] : panelsOf(cluster);
    expect(stepsOf(panels.find(({ title }) => title === 'Connections'))).toEqual(['green', 'red 100']);
  });
});

describe('what a cluster does not have is not drawn', () => {
  it('dashboards', () => {
    const names = SHAPE_NAMES.map((shape) => [shape, Object.keys(dashboardsOf(shape))]);
    expect(Object.fromEntries(names)).toEqual({
      ha: ['cluster', 'backups', 'pools'],
      alone: ['cluster'],
      snapshot: ['cluster', 'backups'],
      replica: ['cluster', 'backups'],
    });
  });

  it.each<[ShapeName, string, string, number]>([
    ['ha', 'cluster', 'Standbys streaming', 1],
    ['alone', 'cluster', 'Standbys streaming', 0],
    ['alone', 'cluster', 'Worst lag', 0],
    ['alone', 'cluster', 'Available, last 3 days', 0],
    ['alone', 'cluster', 'WAL volumes', 0],
    ['ha', 'cluster', 'WAL volumes', 1],
    ['replica', 'cluster', 'Primary', 0],
    ['replica', 'cluster', 'Follows its source', 1],
    ['snapshot', 'backups', 'WAL not archived for', 0],
    ['snapshot', 'backups', 'Recovery window', 0],
    // Once as a number, once over time.
    ['snapshot', 'backups', 'Age of the last base backup', 2],
  ])('%s %s: %s', (shape, about, title, count) => {
    expect(find(shape, about, title)).toHaveLength(count);
  });

  it('what nobody serves is not asked for', () => {
    const { cluster, backups, pools } = dashboardsOf('ha', { without: ['kubelet', 'rules', 'poolers'] });
    const read = [cluster, backups].flatMap((one) => (one === undefined ? [] : expressionsOf(one))).flatMap(metricsIn);
    expect(read.filter((name) => /^(kubelet|cluster:|cnpg_pgbouncer)/.test(name))).toEqual([]);
    expect(read).toContain('cnpg_synchronous_standbys_attached');
    // All that it had came from poolers.
    expect(pools).toBeUndefined();
  });

  it('a replica has no promotions to mark', () => {
    expect(dashboardsOf('replica').cluster?.annotations.list ?? []).toEqual([]);
    expect(dashboardsOf('ha').cluster?.annotations.list).toHaveLength(1);
  });
});

it('reads base backups where their method reports them, and checkpoints where the major version counts them', () => {
  expect(metricsIn(exprOf('ha', 'backups', 'Age of the last base backup'))).toEqual([
    'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
  ]);
  expect(metricsIn(exprOf('snapshot', 'backups', 'Age of the last base backup'))).toEqual([
    'cnpg_collector_last_available_backup_timestamp',
  ]);
  expect(exprOf('ha', 'cluster', 'Checkpoints, in an hour')).toContain('cnpg_pg_stat_checkpointer_checkpoints_timed');
  expect(exprOf('snapshot', 'cluster', 'Checkpoints, in an hour')).toContain('cnpg_pg_stat_bgwriter_checkpoints_timed');
});
