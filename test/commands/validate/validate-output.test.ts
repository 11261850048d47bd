import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { githubReport } from '../../../commands/report/github';
import { sarifReport } from '../../../commands/report/sarif';
import type { Violation } from '../../../manifests/object/violation';
import { folderWith } from '../support/files';

const BACKUP = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 2 * * *"
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
  cluster: {name: db}
`;
const thing = (name: string) => `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: ${name}}\n`;

const VIOLATION: Violation = {
  ...{ rule: 'r', layer: 'expert', severity: 'warning', kind: null, namespace: null, name: null, path: null },
  ...{ message: 'm', fix: null, file: 'a.yaml', document: 0 },
};

const run = folderWith({
  'my, backup.yaml': `${thing('a')}---\n${BACKUP}`,
  'things.yaml': `${thing('b')}---\n${thing('c')}`,
  'broken.yaml': 'a: 1\nb: [1',
});

// The schema of SARIF 2.1.0, with the validator that its package brings: a draft that newer ones do not read.
const load = createRequire(createRequire(__filename).resolve('@microsoft/jest-sarif/package.json'));
const Ajv = load('ajv');
const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
ajv.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json'));
const isSarif = ajv.compile(load('./lib/schemas/sarif-2.1.0-rtm.5.json'));

function problemsOf(log: unknown): unknown {
  return isSarif(log) ? [] : isSarif.errors;
}

describe('validate --output sarif', () => {
  it('prints a valid log, with rules, places and objects', async () => {
    const { code, out } = await run(
      ['validate', './my, backup.yaml', './broken.yaml', '-', '--advice', '--output', 'sarif'],
      {
        stdin: thing('d'),
      },
    );
    const log = JSON.parse(out);
    expect(problemsOf(log)).toEqual([]);
    expect(code).toBe(1);
    const [{ tool, results, columnKind }] = log.runs;
    expect([log.version, tool.driver.name, columnKind]).toEqual(['2.1.0', 'cnpg-gitops', 'utf16CodeUnits']);
    const six = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'scheduled-backup-six-fields');
    expect(six).toMatchObject({
      level: 'error',
      message: { text: expect.stringMatching(/^"0 2 \* \* \*" has five fields.*\nfix: Schedule\.daily/) },
      locations: [
        {
          physicalLocation: { region: { startLine: 9, startColumn: 3 } },
          logicalLocations: [{ fullyQualifiedName: 'ScheduledBackup shop/daily spec.schedule', kind: 'member' }],
        },
      ],
    });
    expect(six.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^file:\/\/.*my,%20backup\.yaml$/);
    expect(tool.driver.rules[six.ruleIndex]).toMatchObject({
      id: 'scheduled-backup-six-fields',
      helpUri: expect.stringMatching(/^https:/),
      defaultConfiguration: { level: 'error' },
    });
    const info = results.filter(({ level }: { level: string }) => level === 'note');
    expect(info[0].locations).toEqual([{ logicalLocations: [{ fullyQualifiedName: 'Thing d', kind: 'object' }] }]);
  });

  it('prints a valid log where nothing is found', async () => {
    const { code, out } = await run(['validate', '-', '--output', 'sarif'], { stdin: '# nothing' });
    expect(code).toBe(0);
    expect(problemsOf(JSON.parse(out))).toEqual([]);
    expect(JSON.parse(out).runs[0].results).toEqual([]);
  });

  it('names files relative to the folder of the command, as URIs', () => {
    const log = JSON.parse(sarifReport([{ ...VIOLATION, file: 'a b/c#1.yaml' }], () => undefined));
    expect(problemsOf(log)).toEqual([]);
    expect(log.runs[0].results[0].locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'a%20b/c%231.yaml' } } },
    ]);
  });

  it('is tested by a schema that refuses what is wrong', () => {
    expect(problemsOf({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
  });
});

describe('validate --output github', () => {
  it('prints one annotation in a line', async () => {
    const { code, out } = await run(['validate', './my, backup.yaml', '--advice', '--output', 'github']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^::error file=my%2C backup\.yaml,line=9,col=3,title=scheduled-backup-six-fields::ScheduledBackup shop\/daily spec\.schedule: "0 2 \* \* \*" has five fields.*%0Afix: Schedule\.daily/m,
    );
    expect(out).toMatch(/^::notice file=my%2C backup\.yaml,line=1,col=1,title=schema-unknown-kind::Thing a: /m);
    expect(
      out
        .trimEnd()
        .split('\n')
        .every((line) => /^::(error|warning|notice) /.test(line)),
    ).toBe(true);
  });

  it('prints nothing where nothing is found, and no file for standard input', async () => {
    expect(await run(['validate', '-', '--output', 'github'], { stdin: '# nothing' })).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    expect((await run(['validate', '-', '--advice', '--output', 'github'], { stdin: thing('a') })).out).toMatch(
      /^::notice title=schema/,
    );
  });

  it('is one line for what is said alike of several objects of one place', () => {
    const of = (namespace: string): Violation => ({ ...VIOLATION, kind: 'Cluster', namespace, name: 'db' });
    const place = { line: 2, column: 3 };
    const said = (names: string[]) => githubReport(names.map(of), () => place);
    expect(said(['a', 'b'])).toBe('::warning file=a.yaml,line=2,col=3,title=r::Cluster a/db, Cluster b/db: m\n');
    expect(said([...'abcdefg'])).toMatch(/Cluster e\/db and 2 more: m\n$/);
    const elsewhere = [{ ...of('a') }, { ...of('b'), document: 1 }];
    expect(githubReport(elsewhere, () => place).split('\n')).toHaveLength(3);
  });

  it('escapes what the runner would obey', () => {
    const hostile = { ...VIOLATION, message: '100%\r\n::error::x', file: 'a:b,c%.yaml' };
    expect(githubReport([hostile], () => ({ line: 2, column: 3 }))).toBe(
      '::warning file=a%3Ab%2Cc%25.yaml,line=2,col=3,title=r::100%25%0D%0A::error::x\n',
    );
  });
});

describe('validate --output text', () => {
  it('says once what is worth knowing of several objects alike', async () => {
    const { code, out } = await run(['validate', './things.yaml', './my, backup.yaml', '--advice']);
    expect(code).toBe(1);
    expect(out.match(/schema-unknown-kind/g)).toHaveLength(1);
    expect(out).toMatch(
      /\n3 objects\n {2}ℹ schema-unknown-kind\n {4}nothing could be checked: no schema of example\.com\/v1 Thing/,
    );
    expect(out).toMatch(/\n4 objects: \d+ errors?, .*3 info\n$/);
  });

  it('says where a broken document is broken', async () => {
    expect((await run(['validate', './broken.yaml'])).out).toMatch(
      /^broken\.yaml\n {2}✖ broken\.yaml:2:\d {2}yaml-syntax\n/,
    );
  });

  it('breaks lines where a terminal does, between words', async () => {
    const { out } = await run(['validate', './my, backup.yaml', '--advice'], { columns: 60 });
    const lines = out.split('\n').filter((line) => line.startsWith('    '));
    expect(lines.length).toBeGreaterThan(4);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(
      'CNPG reads seconds first, so this runs every hour at minute 2',
    );
  });
});
