import { describe, expect, test } from 'vitest';
import { printDrillMarkdown } from '../../../commands/drill/drill-markdown';
import { type DrillReport, judged, printValue } from '../../../commands/drill/drill-report';
import { printSvg } from '../../../commands/drill/print-svg';

const start = Date.parse('2026-11-21T13:00:00Z');

const REPORT: DrillReport = {
  id: 'failover-20261121t130000',
  drill: 'failover',
  application: 'shop',
  context: 'kind-test',
  namespace: 'shop',
  cluster: 'shop-db',
  outcome: 'failed',
  started: '2026-11-21T13:00:00.000Z',
  ended: '2026-11-21T13:00:40.000Z',
  measures: [
    judged({ name: 'gap', value: 11.738, unit: 's', limit: 5 }),
    judged({ name: 'lost', value: 0, unit: 'rows', limit: 0 }),
    judged({ name: 'acknowledged', value: 200, unit: 'rows' }),
    judged({ name: 'unknown', value: null, unit: 'rows', limit: 0 }),
  ],
  facts: { 'primary after': 'shop-db-2' },
  failures: ['something did not happen'],
  leftOvers: ['Job x: 403 no'],
  gaps: [{ from: start + 10_000, to: start + 21_738 }],
  events: [
    { at: start + 10_000, lane: 'drill', text: 'pod <shop-db-1> & its "friend" | deleted' },
    { at: start + 20_000, lane: 'cluster', text: 'current primary: shop-db-2' },
    { at: start + 40_000, lane: 'writes', text: 'writes are back' },
  ],
};

describe('the page', () => {
  const page = printDrillMarkdown(REPORT);

  test.each([
    '# Drill failover: failed',
    'Cluster `shop/shop-db` of shop, context `kind-test`, 2026-11-21T13:00:00.000Z to 2026-11-21T13:00:40.000Z.',
    '- something did not happen',
    '- Job x: 403 no',
    '| gap | 11.74 s | at most 5 s | **missed** |',
    '| lost | 0 rows | at most 0 rows | met |',
    '| acknowledged | 200 rows |  |  |',
    '| unknown | not measured | at most 0 rows | **missed** |',
    '- primary after: shop-db-2',
    '![Timeline of the drill](failover-20261121t130000.svg)',
    '| 10.0 s | drill | pod <shop-db-1> & its "friend" \\| deleted |',
  ])('has the line %s', (line) => {
    expect(page.split('\n')).toContain(line);
  });

  test('leaves out what there is nothing to say of', () => {
    const quiet = printDrillMarkdown({ ...REPORT, failures: [], leftOvers: [], measures: [], facts: {} });
    expect(quiet).not.toMatch(/went wrong|is left|Measured|Found/);
  });
});

describe('the picture', () => {
  const picture = printSvg(REPORT);

  test('shows events on an axis of seconds', () => {
    // 40 seconds on 850 units from 90 on.
    expect(picture).toContain('<circle cx="302.5" cy="84" r="4" fill="#b45309"/>');
    expect(picture).toContain('<circle cx="515.0" cy="102" r="4" fill="#1d4ed8"/>');
    expect(picture).toContain('<circle cx="940.0" cy="120" r="4" fill="#15803d"/>');
    expect([...picture.matchAll(/>(\d+) s<\/text>/g)].map(([, tick]) => tick)).toEqual([
      '0',
      '5',
      '10',
      '15',
      '20',
      '25',
      '30',
      '35',
      '40',
    ]);
  });

  test('shows the gap as wide as it was long', () => {
    expect(picture).toContain('<rect x="302.5" y="50" width="249.4"');
    expect(picture).toContain('11.74 s without writes');
  });

  test('escapes what Kubernetes says', () => {
    expect(picture).toContain('pod &lt;shop-db-1&gt; &amp; its &quot;friend&quot; | deleted');
  });

  test('is the same for the same report, and another for another', () => {
    expect(printSvg(structuredClone(REPORT))).toBe(picture);
    expect(printSvg({ ...REPORT, ended: '2026-11-21T13:01:40.000Z' })).not.toBe(picture);
  });

  test('of a drill that ended at once has no division by zero', () => {
    const empty = printSvg({ ...REPORT, ended: REPORT.started, events: [], gaps: [] });
    expect(empty).not.toMatch(/NaN|Infinity/);
  });
});

test.each([
  [null, 's', 'not measured'],
  [0.1 + 0.2, 's', '0.3 s'],
  [200, 'rows', '200 rows'],
] as const)('%s %s', (value, unit, expected) => {
  expect(printValue(value, unit)).toBe(expected);
});
