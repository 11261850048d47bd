import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { rulePages } from '../../../commands/explain/rule-pages';
import { rulesMarkdown } from '../../../commands/explain/rules-markdown';
import { RULES } from '../../../rules/expert';
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
      /^scheduled-backup-six-fields\nexpert · error · ScheduledBackup\n\nwhat\n {2}spec\.schedule: "0 2 \* \* \*" has five/,
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

  it('lists all rules where none is named', async () => {
    const { code, out } = await run(['explain']);
    expect(code).toBe(0);
    for (const { id } of rulePages()) expect(out).toContain(`\n  ${id} `);
  });

  it.each<[string, string[], RegExp]>([
    [
      'an unknown rule, with the nearest',
      ['scheduled-backup-sixfields'],
      /no rule "scheduled-backup-sixfields"; did you mean scheduled-backup-six-fields\?\n$/,
    ],
    ['an unknown rule that resembles none', ['x'], /; npm run explain lists them\n$/],
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
  it('have every rule that is said anywhere', () => {
    const known = new Set(rulePages().map(({ id }) => id));
    const texts = ['manifests', 'rules'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !/^(?:expert|folders|objectives|compliance)\//.test(file))
        .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
    );
    const said = texts.flatMap((text) =>
      [...text.matchAll(/(?:rule: |\bid: |admissionError\(\s*|report\.(?:error|add)\(\s*)'([a-z-]+)'/g)].map(
        ([, id]) => id ?? '',
      ),
    );
    expect(said.length).toBeGreaterThan(100);
    expect([...new Set(said)].filter((id) => !known.has(id))).toEqual([]);
  });

  it('are one for each id, with a sentence and a source', () => {
    const pages = rulePages();
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
    expect(pages.filter(({ says, docs }) => says.length < 15 || !docs.startsWith('https://'))).toEqual([]);
    expect(pages.filter(({ examples }) => examples).map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  });

  it('are what docs/rules.md says: npm run docs:rules', () => {
    expect(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8')).toBe(rulesMarkdown(rulePages()));
  });
});
