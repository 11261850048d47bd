import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { printPage } from '../../../commands/explain/print-page';
import { MARK, rulePages } from '../../../commands/explain/rule-pages';
import { ruleset } from '../../../rules/engine/ruleset';
import { temporaryFolder } from '../../manifests/support/folder';
import { folderWith } from '../support/files';

const ROOT = join(__dirname, '../../..');
const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db, namespace: shop}
spec: {instances: 3, storage: {size: 10Gi}}
`;
const run = folderWith({ 'a.yaml': CLUSTER, 'broken.yaml': `${CLUSTER}---\na: [1` });

describe('explain RULE', () => {
  it('prints what, why, both examples and the source of an expert rule', async () => {
    const { code, out } = await run(['explain', 'scheduled-backup-six-fields']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^scheduled-backup-six-fields\nexpert · error · ScheduledBackup, [\w, ]+\n\nwhat\n {2}spec\.schedule: "0 2 \* \* \*" has five/,
    );
    expect(out).toMatch(/\nwhy\n {2}CNPG's cron starts with the seconds/);
    expect(out).toMatch(/\nwrong\n {2}apiVersion: [\s\S]*"0 2 \* \* \*"[\s\S]*\nright\n[\s\S]*"0 0 2 \* \* \*"/);
    expect(out).toMatch(/\nsource\n {2}https:\/\/\S+\n$/);
  });

  it('prints what an admission rule holds, when, and where it comes from', async () => {
    const { out } = await run(['explain', 'cluster-replica-bootstrap']);
    expect(out).toMatch(
      /admission · error · Cluster · on creation\n\nwhat\n {2}A new replica cluster starts by pg_basebackup/,
    );
    expect((await run(['explain', 'schema-pattern'])).out).toMatch(/objects of all kinds/);
  });

  it('sends who asks for the finding of an objective to its arithmetic', async () => {
    const { code, out } = await run(['explain', 'objective-restore-calls']);
    expect(code).toBe(0);
    expect(out).toContain('explain -- objectives APPLICATION');
    expect((await run(['explain', 'objective-restore-call'])).code).toBe(2);
  });

  it('has a page on every id that can be printed', async () => {
    for (const id of [
      'hipaa-audit',
      'drill-expired',
      'argo-folder-missing',
      'lineage',
      'yaml-syntax',
      'go-decode',
      'suppression-unused',
    ]) {
      const { code, out } = await run(['explain', id]);
      expect([code, out.split('\n')[0]], id).toEqual([0, id]);
    }
    for (const entry of ruleset().values()) expect(printPage(entry, false)).toContain('\nsource\n  ');
  });

  it('lists all rules where none is named', async () => {
    const { code, out } = await run(['explain']);
    expect(code).toBe(0);
    for (const id of ruleset().keys()) expect(out).toContain(`\n  ${id} `);
  });

  it.each<[string, string[], RegExp]>([
    [
      'an unknown rule, with the nearest',
      ['scheduled-backup-sixfields'],
      /no rule "scheduled-backup-sixfields"; did you mean scheduled-backup-six-fields\?\n$/,
    ],
    ['an unknown rule that resembles none', ['x'], /; npm run -s explain lists them\n$/],
    ['a file', ['./a.yaml'], /--defaulted prints the objects of a file/],
    ['two rules', ['secret-value', 'schema-type'], /one rule at a time/],
    ['no parameter', ['parameter'], /name one parameter/],
    [
      'a misspelled parameter, with the nearest',
      ['parameter', 'work_mum'],
      /has no parameter work_mum.*write work_mem\n$/,
    ],
    ['a parameter that resembles none', ['parameter', 'xyzzy'], /has no parameter xyzzy/],
    [
      'a parameter of another major',
      ['parameter', 'vacuum_defer_cleanup_age', '--version', '17'],
      /PostgreSQL 15 was the last to have it/,
    ],
    ['a parameter of an extension that has none of this name', ['parameter', 'pg_stat_statements.maxx'], /maxx/],
    ['a parameter with a line break', ['parameter', 'work_mem\n'], /control character/],
    ['an unknown application', ['objectives', 'nope'], /no application "nope"/],
    ['a major that is none', ['parameter', 'work_mem', '--version', '9'], /--version 9: give one of .*17/],
    ['no file', ['--defaulted'], /name a file/],
    ['a missing file', ['--defaulted', './nope.yaml'], /no such file/],
  ])('calls %s wrong usage', async (_, args, message) => {
    const { code, out, err } = await run(['explain', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('explain parameter', () => {
  it('prints a page on a parameter of a major', async () => {
    const { code, out } = await run(['explain', 'parameter', 'work_mem', '--version', '16']);
    expect(code).toBe(0);
    expect(out).toMatch(/^work_mem \(PostgreSQL 16\)\n/);
    expect((await run(['explain', 'parameter', 'work_mem'])).out).toMatch(/^work_mem \(PostgreSQL 1[78]\)\n/);
  });
});

describe('explain parameter of anybody’s extension', () => {
  it('says that any value is taken', async () => {
    const { code, out } = await run(['explain', 'parameter', 'ours.limit']);
    expect([code, out]).toEqual([0, expect.stringContaining('any value is passed on unchanged')]);
  });
});

describe('explain --defaulted', () => {
  it('prints the object as the operator completes it', async () => {
    const { code, out } = await run(['explain', './a.yaml', '--defaulted']);
    expect(code).toBe(0);
    expect(load(out)).toMatchObject({
      kind: 'Cluster',
      spec: { instances: 3, enablePDB: true, bootstrap: { initdb: { database: 'app', owner: 'app' } } },
    });
    expect(out).not.toMatch(/^#/);
  });

  it('prints what can be read, says what cannot, and fails', async () => {
    const { code, out, err } = await run(['explain', '--defaulted', './broken.yaml']);
    expect(code).toBe(1);
    expect(load(out)).toHaveProperty('kind', 'Cluster');
    expect(err).toMatch(/^broken\.yaml, document 1: .*\nfix: correct the YAML\n$/);
  });
});

describe('the pages', () => {
  it('are what docs/rules holds: npm run docs:rules', () => {
    const folder = join(ROOT, 'docs/rules');
    const pages = rulePages([...ruleset().values()]);
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
    const stale = [...pages].filter(([name, page]) => readFileSync(join(folder, name), 'utf8') !== page);
    expect(stale.map(([name]) => name)).toEqual([]);
  });

  it('link to pages and headings that are there', () => {
    const pages = rulePages([...ruleset().values()]);
    const index = pages.get('README.md') ?? '';
    const anchors = [...index.matchAll(/^###? (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    const links = [...pages.values()].flatMap((page) => [...page.matchAll(/\]\(([^)#]*)#?([^)]*)\)/g)]);
    const broken = links.filter(([, path = '', anchor = '']) => {
      const leads =
        path === '' || pages.has(path) || (path.startsWith('../') && existsSync(join(ROOT, 'docs/rules', path)));
      return !leads || (anchor !== '' && !anchors.includes(anchor));
    });
    expect(links.length).toBeGreaterThan(pages.size);
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('are written into a folder, where those of rules that are gone are deleted and nothing else', async () => {
    const folder = temporaryFolder();
    const gone = join(folder, 'gone.md');
    const own = join(folder, 'own.md');
    writeFileSync(gone, `${MARK}\n\n# gone\n`);
    writeFileSync(own, '# own\n');
    expect(await run(['explain', '--markdown', folder])).toEqual({ code: 0, out: '', err: '' });
    expect([existsSync(gone), existsSync(own), existsSync(join(folder, 'secret-value.md'))]).toEqual([
      false,
      true,
      true,
    ]);
    expect((await run(['explain', '--markdown'])).code).toBe(2);
  });
});
