import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { run } from '../support/command-line';
import { captured } from '../support/console';

const FIVE_FIELDS = `# the backup
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: daily
  namespace: shop
spec:
  schedule: "0 2 * * *"
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
  cluster:
    name: db
`;
const FINE = FIVE_FIELDS.replace('"0 2', '"0 0 2');
const UNKNOWN = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return () => vi.restoreAllMocks();
});

async function validate(args: readonly string[], stdin = '', color = false) {
  const console = captured({ stdin, color });
  const code = await run(['validate', ...args.map((arg) => (arg.startsWith('./') ? join(folder, arg) : arg))], console);
  return {
    code,
    out: console.output.out.replaceAll(`${folder}/`, ''),
    err: console.output.err.replaceAll(`${folder}/`, ''),
  };
}

async function json(args: readonly string[], stdin = '') {
  const { code, out, err } = await validate([...args, '--advice', '--output', 'json'], stdin);
  return { code, err, violations: JSON.parse(out) };
}

describe('validate --output json', () => {
  it('prints one array, with the keys of the contract in their order', async () => {
    writeFiles(folder, { 'a.yaml': `---\n---\n${FIVE_FIELDS}` });
    const { code, violations, err } = await json(['./a.yaml']);
    expect([code, err]).toEqual([1, '']);
    const expert = violations.find(({ layer }: { layer: string }) => layer === 'expert');
    expect(expert).toEqual({
      rule: 'scheduled-backup-six-fields',
      layer: 'expert',
      severity: 'error',
      kind: 'ScheduledBackup',
      namespace: 'shop',
      name: 'daily',
      path: 'spec.schedule',
      message: expect.stringContaining('"0 2 * * *" has five fields'),
      fix: expect.stringContaining('"0 0 2 * * *"'),
      file: 'a.yaml',
      document: 1,
    });
    expect(Object.keys(expert)).toEqual([
      'rule',
      'layer',
      'severity',
      'kind',
      'namespace',
      'name',
      'path',
      'message',
      'fix',
      'file',
      'document',
    ]);
  });

  it('prints an empty array and exits 0 where nothing is wrong', async () => {
    expect(await validate(['-', '--output', 'json'], FINE)).toEqual({ code: 0, out: '[]\n', err: '' });
    expect(await validate(['-', '--output', 'json'], '# nothing\n')).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  it('names standard input -, and takes JSON from it', async () => {
    const { code, violations } = await json(
      ['-'],
      JSON.stringify({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } }),
    );
    expect(code).toBe(0);
    expect(violations).toEqual([
      expect.objectContaining({
        rule: 'schema-unknown-kind',
        layer: 'admission',
        severity: 'info',
        namespace: null,
        path: null,
        file: '-',
        document: 0,
      }),
    ]);
  });

  it('finds broken YAML, with null for what is not known', async () => {
    const { code, violations } = await json(['-'], 'a: [1');
    expect(code).toBe(1);
    expect(violations).toEqual([
      expect.objectContaining({
        rule: 'yaml-syntax',
        layer: 'admission',
        severity: 'error',
        kind: null,
        namespace: null,
        name: null,
        path: null,
        file: '-',
        document: 0,
      }),
    ]);
  });

  it('reads folders in the order of their names, each file once', async () => {
    writeFiles(folder, {
      'd/b/x.yml': UNKNOWN,
      'd/a.yaml': UNKNOWN,
      'd/c.json': UNKNOWN,
      'd/B.yaml': UNKNOWN,
      'd/notes.txt': 'a: [1',
    });
    const { violations } = await json(['./d/c.json', './d', './d/a.yaml']);
    expect(violations.map(({ file }: { file: string }) => file)).toEqual([
      'd/B.yaml',
      'd/a.yaml',
      'd/b/x.yml',
      'd/c.json',
    ]);
  });

  it('judges references between files', async () => {
    const cluster = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: shop}\n';
    const monitor =
      'apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: {name: db, namespace: shop}\nspec: {podMetricsEndpoints: [], selector: {}}\n';
    writeFiles(folder, { 'a.yaml': cluster, 'b.yaml': monitor });
    const rulesFor = async (...args: string[]) =>
      (await json(['.//a.yaml', './b.yaml', ...args])).violations.map(({ rule }: { rule: string }) => rule);
    expect(await rulesFor('--target', 'operator=1.28.0')).toContain('pod-monitor-name');
    expect(await rulesFor('--target', 'operator=1.28.1')).not.toContain('pod-monitor-name');
  });
});

describe('validate', () => {
  it('prints findings by object, each with file, line and column', async () => {
    writeFiles(folder, { 'a.yaml': FIVE_FIELDS });
    const { code, out } = await validate(['./a.yaml']);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^ScheduledBackup shop\/daily\n {2}✖ a\.yaml:8:3 {2}spec\.schedule {2}scheduled-backup-six-fields\n {4}"0 2 \* \* \*" has five fields/,
    );
    expect(out).toMatch(/\n1 object: 1 error(, \d warnings?)?\n$/);
  });

  it('says so where nothing is found', async () => {
    expect(await validate(['-', '--target', `operator=${DEFAULT_TARGET.operator}`], FINE)).toEqual({
      code: 0,
      out: '1 object, nothing found\n',
      err: '',
    });
  });

  it('prints control characters of the input in a visible form, its own colours apart', async () => {
    const hostile = UNKNOWN.replace('name: a', 'name: "\\e[31m\\e]0;x\\a"');
    const { out } = await validate(['-', '--advice'], hostile, true);
    expect(out).toContain('\u001b[1mThing \\u001b[31m\\u001b]0;x\\u0007\u001b[22m\n');
    expect((await validate(['-', '--advice'], hostile)).out).not.toContain('\u001b');
  });

  it.each(['', '\n \n'])('does not take %j for what a program has printed', async (stdin) => {
    expect((await validate(['-'], stdin)).code).toBe(2);
    expect((await validate(['-'], '# nothing\n')).code).toBe(0);
  });

  it('leaves out a link to what is not there, and says so on request', async () => {
    writeFiles(folder, { 'a.yaml': FINE });
    symlinkSync('gone.yaml', join(folder, 'b.yaml'));
    symlinkSync('a.yaml', join(folder, 'c.yaml'));
    const { code, err } = await validate(['./', '--explain-skips']);
    expect([code, err]).toEqual([0, 'skipped b.yaml: a link to what is not there\n']);
    expect((await validate(['./'])).err).toBe('');
    expect((await validate(['./b.yaml'])).code).toBe(2);
  });

  it.each<[string, string[], RegExp]>([
    ['no source', [], /name files or folders/],
    ['a missing file', ['./nope.yaml'], /^nope\.yaml: there is no such file or folder\n$/],
    ['an unknown format', ['-', '--output', 'xml'], /Allowed choices are text, json, sarif, github/],
    ['an unknown option', ['-', '--fast'], /unknown option/],
    ['an unknown part of the target', ['-', '--target', 'postgres=17'], /write one of operator, plugin, kubernetes/],
    ['a version that is none', ['-', '--target', 'operator=new'], /--target "operator=new": .*not a version/],
    ['an empty target', ['-', '--target', ''], /--target ""/],
    ['an empty standard input', ['-'], /^nothing was read from standard input\n$/],
  ])('calls %s wrong usage', async (_, args, message) => {
    const { code, out, err } = await validate(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});

describe('the command line', () => {
  it.each<[string[], number]>([
    [[], 2],
    [['nonsense'], 2],
    [['synth', 'extra'], 2],
    [['--help'], 0],
    [['help', 'validate'], 0],
    [['validate', '--help'], 0],
  ])('%j exits %i, with help on standard output only when asked', async (args, code) => {
    const console = captured();
    expect(await run(args, console)).toBe(code);
    expect(console.output.out !== '').toBe(code === 0);
    expect(console.output.err !== '').toBe(code === 2);
  });
});
