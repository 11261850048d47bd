import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { type EvidenceRequest, evidence } from '../../../commands/evidence/evidence';
import { type Application, targetOf } from '../../../constructs/index';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { assess, PARAGRAPHS } from '../../../rules/compliance';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { type Changes, manifestsOf } from '../../rules/compliance/support';
import { applicationOf } from '../support/application';
import { captured } from '../support/console';
import { all, parseHtml, rowsOf, textOf } from './html';

const NOW = new Date('2026-11-21T13:00:00Z');
const CLUSTER = 'Cluster shop/shop-db';

function shop(changes: Changes = {}, given: Partial<Application> = {}): Application {
  const objects = manifestsOf(changes).map(({ metadata, ...rest }) => ({ ...rest, metadata: { ...metadata } }));
  return applicationOf('shop', objects, given);
}

function run(application: Application, given: Partial<EvidenceRequest> = {}, files: Record<string, string> = {}) {
  const root = temporaryFolder();
  writeFiles(root, files);
  const console = captured();
  const request = {
    application: 'shop',
    output: 'evidence',
    format: 'both',
    drills: 'drills',
    root,
    now: NOW,
    console,
    ...given,
  } as const;
  const code = evidence([application], request);
  const read = (name: string) =>
    existsSync(join(root, 'evidence', name)) ? readFileSync(join(root, 'evidence', name), 'utf8') : '';
  return { code, root, html: read('shop.html'), markdown: read('shop.md'), ...console.output };
}

describe('a cluster with all safeguards', () => {
  const made = () => {
    const result = run(shop());
    const page = parseHtml(result.html);
    return { ...result, page, rows: rowsOf(page) };
  };

  it('leaves two whole files, named, and nothing else', () => {
    const { code, root, out, err } = made();
    expect([code, err]).toEqual([0, '']);
    expect(readdirSync(join(root, 'evidence')).sort()).toEqual(['shop.html', 'shop.md']);
    expect(out).toBe(`${join(root, 'evidence/shop.md')}\n${join(root, 'evidence/shop.html')}\n`);
  });

  it('has a section for each safeguard, with its values as they were judged', () => {
    const { page, rows } = made();
    const manifests = manifestsOf();
    const target = targetOf(shop());
    const titles = all(page, 'h3').map(textOf);
    const assessed = assess(manifests[0] as Manifest, { target, now: NOW, index: new Index(manifests) });
    expect(titles).toEqual(assessed.map(({ safeguard }) => safeguard.title));
    for (const { safeguard, evidence } of assessed) {
      expect(textOf(page)).toContain(`rule ${safeguard.rule} at every synth`);
      for (const { object, path, value, stated } of evidence) {
        expect(rows).toContainEqual([object, path, value, stated ? 'a statement' : 'manifests']);
      }
    }
  });

  it('goes through the paragraphs of the law', () => {
    const { rows } = made();
    const table = rows.filter(([first = '']) => first in PARAGRAPHS);
    expect(table.map(([first]) => first)).toEqual(Object.keys(PARAGRAPHS));
    expect(table).toContainEqual([
      '164.312(b)',
      'Audit controls',
      'standard',
      'Audit of statements: holds; Log of connections: holds; Retention and protection of logs: holds as stated',
    ]);
  });

  it('says who may do what, from where, and what is kept', () => {
    const { rows } = made();
    expect(rows).toContainEqual(['app', 'yes', 'Owns the database: migrations', '', '', '', 'shop-db-app']);
    expect(rows).toContainEqual(['shop_reports', 'yes', '', '', '', '5', 'shop-db-reports']);
    expect(rows).toContainEqual(['shop_operations', 'yes', '', '', 'pg_monitor', 'unlimited', 'shop-db-operations']);
    expect(rows).toContainEqual(['NetworkPolicy shop/shop-db', 'pods app=shop in this namespace', '5432']);
    expect(rows).toContainEqual([
      'ObjectStore shop/backups',
      's3://shop/db',
      'kept 30d',
      'WAL: AES256; base backups: aws:kms',
    ]);
    expect(rows).toContainEqual(['ScheduledBackup shop/daily', '', 'daily at 02:00:00 UTC', '']);
    expect(rows).toContainEqual(['log_statement', 'none (default)']);
    expect(rows).toContainEqual([
      CLUSTER,
      '17',
      'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
      '3',
      '13',
      '4',
      '0',
      '0',
    ]);
  });

  it('hides nothing that is open or switched off', () => {
    const changes = { 'policy.spec.ingress.2': { ports: [{ port: 9187 }] }, 'schedule.spec.suspend': true };
    const rows = rowsOf(parseHtml(run(shop(changes)).html));
    expect(rows).toContainEqual(['NetworkPolicy shop/shop-db', 'everybody', '9187']);
    expect(rows).toContainEqual(['ScheduledBackup shop/daily', '', 'daily at 02:00:00 UTC (suspended)', '']);
  });

  it('says the same in Markdown', () => {
    const { rows, markdown } = made();
    for (const row of rows.filter((cells) => cells.length === 4)) {
      for (const cell of row) expect(markdown.replaceAll('\\', '')).toContain(cell.replaceAll(/\s+/g, ' '));
    }
  });

  it('depends on nothing but the source and the day', () => {
    const { html } = made();
    expect(run(shop()).html).toBe(html);
    const later = run(shop(), { now: new Date('2026-11-22T08:00:00Z') }).html;
    expect(later.replace('2026-11-22', '2026-11-21')).toBe(html);
  });

  it('names the commit where it is told', () => {
    const { markdown } = made();
    expect(run(shop(), { commit: 'abc1234' }).markdown).toContain('from commit `abc1234`');
    expect(markdown).not.toContain('from commit');
  });
});

describe('a cluster without one', () => {
  const broken = { 'cluster.spec.storage.storageClass': 'gp2' };

  it('fails, and says what is missing in the report and beside it', () => {
    const { code, err, html } = run(shop(broken));
    const message = 'the class gp2 is not declared as encrypted: encrypted is';
    expect(code).toBe(1);
    expect(err).toMatch(/^missing: Encryption of volumes \(hipaa-storage-encryption\)\n {2}the class gp2/);
    expect(rowsOf(parseHtml(html))).toContainEqual([
      message,
      'spec.storage.storageClass',
      expect.stringContaining('compliance.storage["gp2"]'),
    ]);
    expect(textOf(parseHtml(html))).toContain('Missing safeguards: 1.');
  });

  const suppression = { rule: 'hipaa-storage-encryption', object: CLUSTER, reason: 'ticket 7: moved in May' };

  it('passes where that is accepted with a reason, which is shown', () => {
    const { code, err, html } = run(shop(broken, { suppressions: [suppression] }));
    const page = parseHtml(html);
    expect([code, err]).toEqual([0, '']);
    expect(all(page, 'strong').map(textOf)).toContain('accepted');
    expect(textOf(page)).toContain('Accepted because: ticket 7: moved in May');
    expect(rowsOf(page)).toContainEqual([suppression.rule, suppression.object, suppression.reason, '']);
  });

  it.each([
    ['of another object', { ...suppression, object: 'Cluster shop/other' }],
    ['of another rule', { ...suppression, rule: 'hipaa-audit' }],
    ['that has expired', { ...suppression, expires: '2026-11-21' }],
  ])('fails under a suppression %s', (_, other) => expect(run(shop(broken, { suppressions: [other] })).code).toBe(1));
});

describe('the last restore test', () => {
  const report = {
    id: 'restore-1',
    drill: 'restore',
    application: 'shop',
    context: 'staging',
    namespace: 'shop',
    cluster: 'shop-db',
    outcome: 'passed',
    started: '2026-11-01T10:00:00Z',
    ended: '2026-11-01T10:05:00Z',
    measures: [{ name: 'recovery', value: 212.4, unit: 's', met: true }],
    facts: { rows: '12' },
    failures: [],
  };
  const last = (...reports: object[]) => {
    const files = Object.fromEntries(reports.map((each, i) => [`drills/${i}.json`, JSON.stringify(each)]));
    return parseHtml(run(shop(), {}, files).html);
  };

  it('is named where none is kept', () => {
    expect(textOf(last())).toContain('No report of a restore test is kept with this repository.');
  });

  it('is the newest of this cluster', () => {
    const older = { ...report, id: 'restore-0', ended: '2026-10-01T10:05:00Z', outcome: 'failed' };
    const others = [
      { ...report, id: 'other', cluster: 'x', ended: '2026-11-20T10:05:00Z' },
      { ...report, id: 'elsewhere', namespace: 'x', ended: '2026-11-20T10:05:00Z' },
      { ...report, id: 'failover', drill: 'failover', ended: '2026-11-20T10:05:00Z' },
    ];
    const page = last(older, report, ...others);
    expect(textOf(page)).toContain(
      '2026-11-01T10:05:00Z, 20 days ago, in context staging: passed. The next is due in 70 days.',
    );
    expect(rowsOf(page)).toContainEqual(['report', 'restore-1']);
    expect(rowsOf(page)).toContainEqual(['recovery', '212.4 s']);
  });

  it('is in the history of drills, a line each', () => {
    const older = { ...report, id: 'restore-0', ended: '2026-10-01T10:05:00Z', outcome: 'failed' };
    const history = [older, report].map((each) => `${JSON.stringify(each)}\n`).join('');
    const page = parseHtml(run(shop(), {}, { 'drills/shop.jsonl': history }).html);
    expect(rowsOf(page)).toContainEqual(['report', 'restore-1']);
    const broken = `${history}{"drill":\n`;
    expect(() => run(shop(), {}, { 'drills/shop.jsonl': broken })).toThrow('drills/shop.jsonl:3 is not JSON');
  });

  it('is overdue after the declared time, and says what failed', () => {
    const page = last({ ...report, ended: '2026-08-01T10:05:00Z', outcome: 'failed', failures: ['3 rows are lost'] });
    expect(textOf(page)).toContain('112 days ago, in context staging: failed. Overdue: 90 days are declared.');
    expect(rowsOf(page)).toContainEqual(['failure', '3 rows are lost']);
  });

  it.each(['{', '[]', '{"drill":"restore"}', JSON.stringify({ ...report, ended: 'then' })])(
    'is no other file: %s',
    (content) => {
      expect(() => run(shop(), {}, { 'drills/x.json': content })).toThrow(UsageError);
    },
  );
});

it('writes what is asked for', () => {
  expect([run(shop(), { format: 'html' }).markdown, run(shop(), { format: 'markdown' }).html]).toEqual(['', '']);
});

it('leaves the old report where it cannot make a new one', () => {
  const { root } = run(shop());
  writeFileSync(join(root, 'evidence/shop.md'), 'old');
  expect(() =>
    evidence([shop({ declared: undefined })], {
      application: 'shop',
      output: 'evidence',
      format: 'both',
      drills: 'drills',
      root,
      now: NOW,
      console: captured(),
    }),
  ).toThrow('no cluster of "shop" declares safeguards');
  expect(readFileSync(join(root, 'evidence/shop.md'), 'utf8')).toBe('old');
});

it('names the clusters of which it says nothing', () => {
  const [cluster, ...others] = manifestsOf();
  const second = { ...cluster, metadata: { name: 'shop-db-r2', namespace: 'shop' } } as Manifest;
  const objects = [cluster as Manifest, second, ...others].map(({ metadata, ...rest }) => ({
    ...rest,
    metadata: { ...metadata },
  }));
  expect(textOf(parseHtml(run(applicationOf('shop', objects)).html))).toContain(
    'of which nothing is said here (recovered ones keep audit and log settings of their source): Cluster shop/shop-db-r2.',
  );
});
