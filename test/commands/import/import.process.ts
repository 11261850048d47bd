import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importCrds, runImport } from '../../../commands/import/import';
import { checkout } from '../../support/checkout';

const fixtures = join(__dirname, '..', '..', 'fixtures', 'crds');
const old = join(fixtures, 'cloudnative-pg-1.0.0');
const next = join(fixtures, 'cloudnative-pg-1.1.0');
let folder: string;
let output: string;
let first: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  output = join(folder, 'imports');
  await importCrds({ sources: [old], output });
  first = contents(output);
});
afterAll(() => rmSync(folder, { recursive: true }));

function contents(root: string): Readonly<Record<string, string>> {
  const paths = (readdirSync(root, { recursive: true }) as string[]).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

async function fresh(sources: readonly string[], stdin?: string): Promise<Readonly<Record<string, string>>> {
  const there = mkdtempSync(join(folder, 'fresh-'));
  const given = stdin === undefined ? {} : { stdin: async () => stdin, release: '1.0.0' };
  await importCrds({ sources, output: there, ...given });
  return contents(there);
}

describe('an import', () => {
  it('writes L1 and facts of the kinds in use, and the record', () => {
    expect(Object.keys(first)).toEqual([
      'facts/postgresql.cnpg.io/v1/Backup.json',
      'facts/postgresql.cnpg.io/v1/Cluster.json',
      'facts/postgresql.cnpg.io/v1beta1/Backup.json',
      'postgresql.cnpg.io/backup.ts',
      'postgresql.cnpg.io/cluster.ts',
      'sources.json',
    ]);
    expect(first['postgresql.cnpg.io/cluster.ts']).toContain('export class Cluster extends ApiObject');
    expect(first['postgresql.cnpg.io/cluster.ts']).toContain('readonly description?: string;');
    expect(Object.values(first).join('')).not.toContain('Prose');
  });

  it('done twice changes nothing', async () => {
    const inodes = () => Object.keys(first).map((path) => statSync(join(output, path)).ino);
    const before = inodes();
    const { files, changes } = await importCrds({ sources: [old], output });
    expect({ files, changes }).toEqual({ files: [], changes: [] });
    expect(contents(output)).toEqual(first);
    expect(inodes()).toEqual(before);
  });

  it('has the same bytes with more prose and from files in any order', async () => {
    const text = readFileSync(join(old, 'cnpg.yaml'), 'utf8')
      .replaceAll('{ type: string }', '{ type: string, description: More prose }')
      .replaceAll('message: Prose', 'message: More prose');
    expect(text.split('More prose')).toHaveLength(5);
    const both = `${readFileSync(join(old, 'backups.yml'), 'utf8')}---\n${text}`;
    const reversed = both.split('---\n').reverse().join('---\n');
    const [a, b] = [await fresh(['-'], both), await fresh(['-'], reversed)];
    const { 'sources.json': _, ...generated } = first;
    expect(a).toMatchObject(generated);
    expect(b).toEqual(a);
  });

  it('has the same bytes from sources in any order', async () => {
    const [cluster, backup] = [join(next, 'clusters.json'), join(old, 'backups.yml')];
    expect(await fresh([backup, cluster])).toEqual(await fresh([cluster, backup]));
  });

  it('reads what kubectl get crd prints, and finds nothing changed', async () => {
    const stdin = async () => readFileSync(join(fixtures, 'kubectl-get-crd.yaml'), 'utf8');
    expect((await importCrds({ sources: ['-'], output, stdin })).files).toEqual([]);
  });

  it('of another release of one kind adds it, says what changed, and leaves the rest', async () => {
    const there = join(folder, 'upgrade');
    await importCrds({ sources: [old], output: there });
    const { kinds, changes, files } = await importCrds({ sources: [next], output: there });
    expect(kinds).toEqual(['Cluster (postgresql.cnpg.io)']);
    expect(changes.slice(0, 1)).toEqual(['Cluster 1.0.0 → 1.1.0']);
    expect(changes).toEqual(
      expect.arrayContaining([
        'Cluster spec.lease added (and 2 fields inside)',
        'Cluster spec.port dropped',
        'Cluster spec.instances minimum 1 → 2',
        'Cluster spec.method enum +"rolling" -"restart"',
      ]),
    );
    expect(files).toEqual([
      'facts/postgresql.cnpg.io/v1/Cluster.json',
      'postgresql.cnpg.io/cluster.ts',
      'sources.json',
    ]);
    expect(contents(there)['facts/postgresql.cnpg.io/v1/Backup.json']).toBe(
      first['facts/postgresql.cnpg.io/v1/Backup.json'],
    );
    const versions = (JSON.parse(contents(there)['sources.json'] ?? '') as { version: string }[]).map(
      (each) => each.version,
    );
    expect(versions).toEqual(['1.0.0', '1.0.0', '1.1.0']);
  });

  it('stores what is the same in two releases once', async () => {
    const there = join(folder, 'both');
    await importCrds({ sources: [old, next], output: there });
    const text = contents(there)['facts/postgresql.cnpg.io/v1/Cluster.json'] ?? '';
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['1.0.0', '1.1.0']);
    expect(text.split('"plural"')).toHaveLength(2);
  });

  it('has the same bytes whichever release comes first, and classes of the newest', async () => {
    const [up, down] = [join(folder, 'up'), join(folder, 'down')];
    for (const source of [old, next]) await importCrds({ sources: [source], output: up });
    for (const source of [next, old]) await importCrds({ sources: [source], output: down });
    expect(contents(down)).toEqual(contents(up));
    expect(contents(up)['postgresql.cnpg.io/cluster.ts']).toContain('lease');
  });

  it('needs the release where it is not told', async () => {
    const stdin = async () => readFileSync(join(next, 'clusters.json'), 'utf8');
    const unknown = importCrds({ sources: ['-'], output: join(folder, 'unknown'), stdin });
    await expect(unknown).rejects.toThrow('stdin: the release of Cluster is not known: add --release');
  });

  it('removes the facts of a version that no longer exists', async () => {
    const there = join(folder, 'dropped');
    await importCrds({ sources: [old], output: there });
    const [head, , v1] = readFileSync(join(old, 'backups.yml'), 'utf8').split('    - name: ');
    const text = `${head}    - name: ${v1}`;
    const { changes } = await importCrds({
      sources: ['-'],
      output: there,
      release: '1.0.0',
      stdin: async () => text,
    });
    expect(changes).toEqual(['Backup version v1beta1 dropped']);
    expect(existsSync(join(there, 'facts/postgresql.cnpg.io/v1beta1/Backup.json'))).toBe(false);
  });

  it('without a source reads the URLs pinned in cdk8s.yaml', async () => {
    const server = createServer((_, response) => response.end(readFileSync(join(old, 'backups.yml'))));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1.2.3/backups.yaml`;
    const config = join(folder, 'cdk8s.yaml');
    writeFileSync(config, `imports:\n  - ${url}\n`);
    const there = join(folder, 'pinned');
    await importCrds({ sources: [], output: there, config });
    server.close();
    expect(JSON.parse(contents(there)['sources.json'] ?? '')).toMatchObject([
      { name: 'backups.postgresql.cnpg.io', version: '1.2.3', origin: url },
    ]);
  });
});

describe('a failure changes nothing', () => {
  const crd = readFileSync(join(next, 'clusters.json'), 'utf8');
  it.each([
    ['broken YAML', ['-', next], 'a: [', 1, 'broken YAML'],
    ['no kind in use', ['-', next], 'kind: Deployment', 1, 'holds no CRD of a kind in use'],
    ['a CRD without schema', ['-'], crd.replace('openAPIV3Schema', 'was'), 1, 'has no schema.openAPIV3Schema'],
    ['two sources that differ', ['-', old], crd.replace('"b"', '"$b"'), 1, 'given twice and differs'],
    [
      'a key that cdk8s refuses',
      ['-'],
      crd.replace('"b"', '"$b"'),
      1,
      'cdk8s import refuses clusters.postgresql.cnpg.io',
    ],
    ['a missing file', [join(fixtures, 'missing')], '', 2, 'no such file or folder'],
    ['a missing file beside a bad source', [join(fixtures, 'missing'), '-'], '', 1, 'no such file or folder'],
    ['nothing to read', [], '', 2, 'pins none under imports:'],
  ])('%s', async (_, sources, text, code, message) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const config = join(folder, 'nothing.yaml');
    expect(await runImport({ sources, output, config, release: '1.0.0', stdin: async () => text })).toBe(code);
    expect(stderr.mock.calls.join('')).toContain(message);
    stderr.mockRestore();
    expect(contents(output)).toEqual(first);
  });

  it('nor does a version that is none', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await runImport({ sources: [old], output, release: 'new' })).toBe(2);
    expect(stderr.mock.calls.join('')).toContain('--release new: not a version');
    stderr.mockRestore();
    expect(contents(output)).toEqual(first);
  });
});

// The command has an entry of its own, so that a bad import which breaks the type check of the rest can be undone.
describe('npm run import', () => {
  const sources = checkout();
  afterAll(() => rmSync(sources, { recursive: true }));

  const npm = (...args: string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((done) => {
      execFile('npm', ['run', '--silent', 'import', '--', ...args], { cwd: sources }, (error, stdout, stderr) =>
        done({ code: error?.code ?? 0, stdout, stderr }),
      );
    });

  it('imports, and tells what it skipped', async () => {
    const { code, stdout } = await npm('--release', '9.9.9', '--output', join(folder, 'cli'), old);
    expect(code).toBe(0);
    expect(stdout).toContain('skipped FailoverQuorum (postgresql.cnpg.io): not a kind in use\n');
    expect(stdout).toContain('2 kinds imported, 6 files changed\n');
    expect(contents(join(folder, 'cli'))['sources.json']).toContain('"version": "9.9.9"');
  });

  it('exits with 2 for wrong usage and 1 for a bad source', async () => {
    expect((await npm('--bogus')).code).toBe(2);
    expect((await npm('--output', join(folder, 'bad'), 'package.json')).code).toBe(1);
    expect(existsSync(join(folder, 'bad'))).toBe(false);
  });
});
