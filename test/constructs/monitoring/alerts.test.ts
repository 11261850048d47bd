import { describe, expect, it } from 'vitest';
import { CLUSTER_ALERTS } from '../../../constructs/monitoring/alerts';
import { METRICS, SCRAPE_LABELS } from '../../../constructs/monitoring/alerts/metrics';
import { PLATFORM_ALERTS } from '../../../constructs/monitoring/alerts/operator-alerts';
import { metricsIn } from '../../../constructs/monitoring/alerts/promql';
import { CASES } from '../../promtool/cases';
import { groupsOf, type Rule, SHAPE_NAMES, type ShapeName } from '../../promtool/support/shapes';

const NAMES: readonly string[] = [...CLUSTER_ALERTS, ...PLATFORM_ALERTS];

function rulesOf(shape: ShapeName): Rule[] {
  return groupsOf(shape).flatMap(({ rules }) => rules);
}

function alertsOf(shape: ShapeName): string[] {
  return rulesOf(shape).flatMap(({ alert }) => (alert === undefined ? [] : [alert]));
}

const RULES = SHAPE_NAMES.flatMap((shape) => rulesOf(shape).map((rule) => ({ shape, ...rule })));

describe('every expression', () => {
  it('reads metrics that are known to exist, and nothing else', () => {
    const unknown = RULES.flatMap(({ expr }) => metricsIn(expr)).filter((name) => !(name in METRICS));
    expect(unknown).toEqual([]);
    // Text outside of braces is a function, an operator, a label or a number.
    const bare = RULES.flatMap(({ expr }) => bareWords(expr)).filter(
      (word) => word in METRICS || /^(cnpg|kube|barman)/.test(word),
    );
    expect(bare).toEqual([]);
  });

  it('matches on labels that its metrics have', () => {
    const wrong = RULES.flatMap(({ expr }) =>
      [...expr.matchAll(/([a-zA-Z_:][a-zA-Z0-9_:]*)\{([^}]*)\}/g)].flatMap(([, metric = '', matchers = '']) => {
        const { source, labels } = METRICS[metric as keyof typeof METRICS];
        const known: readonly string[] = [...labels, ...SCRAPE_LABELS[source]];
        const used = [...matchers.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label);
        return used.filter((label) => !known.includes(label)).map((label) => `${metric} has no label ${label}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('is about its own cluster: each selector names the namespace', () => {
    const wide = RULES.flatMap(({ expr }) => expr.match(/[a-zA-Z_:][a-zA-Z0-9_:]*\{[^}]*\}/g) ?? []).filter(
      // Whether a source is there at all is asked without the namespace where scrapes move it.
      (selector) =>
        !/namespace="(shop|cnpg-system)"/.test(selector) && !/^(externalsecret|certmanager)_\w+\{name/.test(selector),
    );
    expect(wide).toEqual([]);
  });

  it('compares its counters only after increase', () => {
    const counters = Object.entries(METRICS).filter(([, { type }]) => type === 'counter');
    const raw = RULES.flatMap(({ expr }) =>
      counters.flatMap(([name]) =>
        // Whether it is there at all may be asked of a counter, too.
        [...expr.matchAll(new RegExp(`(.{9})${name}\\{`, 'g'))].filter(
          ([, before = '']) => !/(^increase|absent)\($/.test(before),
        ),
      ),
    );
    expect(raw).toEqual([]);
  });
});

function bareWords(expr: string): string[] {
  const outside = expr.replaceAll(/[a-zA-Z_:][a-zA-Z0-9_:]*\{[^}]*\}/g, '').replaceAll(/"[^"]*"/g, '');
  return outside.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? [];
}

describe('every alert', () => {
  it.each(NAMES)('%s is rendered, with a case in which it fires and one in which it just does not', (name) => {
    expect(SHAPE_NAMES.some((shape) => alertsOf(shape).includes(name))).toBe(true);
    const cases = CASES.filter(({ alert }) => alert === name);
    expect(cases.filter(({ fires }) => fires !== undefined).length).toBeGreaterThan(0);
    expect(cases.filter(({ fires }) => fires === undefined).length).toBeGreaterThan(0);
  });

  it('has no case of an unknown name', () => {
    expect(CASES.map(({ alert }) => alert).filter((alert) => !NAMES.includes(alert))).toEqual([]);
  });

  it('names its severity, its cluster, what is seen and its runbook', () => {
    for (const { shape, alert, labels, annotations } of RULES) {
      if (alert === undefined) continue;
      expect(['critical', 'warning']).toContain(labels.severity);
      if (shape !== 'platform') expect(labels).toMatchObject({ namespace: 'shop', cluster: 'shop-db' });
      expect(annotations?.runbook_url).toBe(`docs/runbooks/${alert}.md`);
      expect(annotations?.summary).toMatch(/^[A-Z][^{}]*[^.]$/);
      expect(annotations?.description).toMatch(/\.$/);
    }
  });
});

it.each<[ShapeName, RegExp]>([
  // Nothing replicates, nothing is pooled; one instance is always a primary.
  ['single', /Replication(Lag)|Standby|Quorum|TwoPrimaries|Switchover|Pool|Certificate|Rotation|WalVolume|ErrorBudget/],
  // Nothing is archived or backed up.
  ['pair', /Archiv|Backup|RecoveryWindow|Quorum|Pool|ErrorBudget/],
  // WAL is not archived, so there is no window.
  ['snapshot', /Archiv|RecoveryWindow|Standby|Pool/],
])('leaves out of %s what makes no sense there', (shape, pattern) => {
  expect(alertsOf(shape).filter((name) => pattern.test(name))).toEqual([]);
  expect(alertsOf('ha').filter((name) => pattern.test(name)).length).toBeGreaterThan(0);
});

it('reads base backups where their method reports them', () => {
  const read = (shape: ShapeName) =>
    rulesOf(shape)
      .filter(({ alert }) => /Backup(Overdue|Missed|Failed)/.test(alert ?? ''))
      .flatMap(({ expr }) => metricsIn(expr))
      .filter((name) => /backup/.test(name));
  expect(read('ha').every((name) => name.startsWith('barman_cloud_'))).toBe(true);
  expect(read('snapshot').every((name) => name.startsWith('cnpg_collector_'))).toBe(true);
});
