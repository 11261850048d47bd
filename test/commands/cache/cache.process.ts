import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from '../../support/checkout';
import { prioritySource, servicesSource } from './support/sources';

// Whole programs, since what a run may take from an earlier one depends on the files that Node has loaded.

const project = checkout();
const repositories: string[] = [];
const APPLICATIONS = 4;

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['commands/cli/run.mjs', 'build'], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

afterAll(() => {
  for (const folder of [project, ...repositories]) rmSync(folder, { recursive: true, force: true });
});

/** A repository as the compiler leaves it, with applications in files of their own, one with Services, and a file that all load. */
function repository(): string {
  const root = mkdtempSync(join(tmpdir(), 'cnpg-gitops-cache-'));
  repositories.push(root);
  mkdirSync(join(root, 'apps'));
  writeFileSync(join(root, 'apps', 'shared.js'), 'exports.more = 0;\n');
  for (let i = 0; i < APPLICATIONS; i++) writeDatabase(root, i, 3);
  writeFileSync(join(root, 'apps', 'team'), 'blue');
  writeFileSync(join(root, 'apps', 'lazy.js'), "exports.type = 'ClusterIP';\n");
  writeServices(root, ['shop']);
  writePriority(root, 0);
  writeIndex(root, APPLICATIONS);
  return root;
}

function writeDatabase(root: string, i: number, instances: number): void {
  const databases = JSON.stringify(join(project, 'build/bench/databases.js'));
  writeFileSync(
    join(root, 'apps', `app-${i}.js`),
    `const { more } = require('./shared.js');
exports.application = require(${databases}).databaseApplication(${i}, ${instances} + more);\n`,
  );
}

function writeServices(root: string, names: readonly string[]): void {
  writeFileSync(join(root, 'apps', 'services.js'), servicesSource(project, names));
}

function writePriority(root: string, value: number): void {
  writeFileSync(join(root, 'apps', 'priority.js'), prioritySource(project, value));
}

function writeIndex(root: string, count: number): void {
  const names = ['services', 'priority', ...Array.from({ length: count }, (_, i) => `app-${i}`)];
  const list = names.map((name) => `require('./${name}.js').application`);
  writeFileSync(join(root, 'apps', 'index.js'), `exports.applications = [${list.join(', ')}];\n`);
}

/** A file that was written a moment ago is not trusted, and the run is not kept. */
function settle(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
}

function synth(root: string, ...options: string[]) {
  const program = join(project, 'build/bench/programs/fleet.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, root, 'synth', ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function started(root: string): Promise<number | null> {
  const program = join(project, 'build/bench/programs/fleet.js');
  const run = spawn(process.execPath, [program, root, 'synth'], { cwd: root, stdio: 'ignore' });
  return new Promise((done) => run.on('close', done));
}

function written(root: string): Record<string, string> {
  const files = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const names = [
    ...files.map(({ parentPath, name }) => join(parentPath, name)),
    join(root, 'lineage.lock.json'),
  ].sort();
  return Object.fromEntries(names.map((name) => [name.slice(root.length), readFileSync(name, 'utf8')]));
}

function entries(root: string): string[] {
  return readdirSync(join(root, 'build')).map((name) => join(root, 'build', name));
}

const EDITS: Readonly<Record<string, (root: string, random: number) => void>> = {
  instances: (root, random) => writeDatabase(root, random % APPLICATIONS, [1, 2, 3, 5, 0][random % 5] ?? 3),
  services: (root, random) => writeServices(root, ['shop', 'app-0', 'app-1'].slice(0, 1 + (random % 3))),
  priority: (root, random) => writePriority(root, random % 3),
  read: (root, random) => writeFileSync(join(root, 'apps', 'team'), ['blue', 'red'][random % 2] ?? ''),
  variable: (_, random) => {
    process.env.SERVICES_PORT = `${5432 + (random % 2)}`;
  },
  lazy: (root, random) =>
    writeFileSync(join(root, 'apps', 'lazy.js'), `exports.type = '${['ClusterIP', 'NodePort'][random % 2]}';\n`),
  dist: (root, random) => {
    const file = join(root, 'dist', `app-${random % APPLICATIONS}`, 'cluster.yaml');
    if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/instances: \d/, 'instances: 7'));
  },
  lock: (root, random) => {
    if (random % 2 === 0) rmSync(join(root, 'lineage.lock.json'), { force: true });
  },
  shared: (root, random) => writeFileSync(join(root, 'apps', 'shared.js'), `exports.more = ${random % 2};\n`),
  list: (root, random) => writeIndex(root, APPLICATIONS - (random % 2)),
  comment: (root, random) => appendFileSync(join(root, 'apps', `app-${random % APPLICATIONS}.js`), '// the same\n'),
  nothing: () => undefined,
  corrupt: (root, random) => {
    const file = entries(root)[random % 2] ?? '';
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, random % 3 === 0 ? text.slice(0, -random) : text.replace('app-1', 'app-9'));
  },
};

describe('what is taken from an earlier run', () => {
  test('is what a run without it makes, finds and says, whatever is edited in between', () => {
    const edit = fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(1_000));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 4, maxLength: 6 }), (edits) => {
        const root = repository();
        expect(synth(root).status).toBe(0);
        for (const [name, random] of edits) {
          EDITS[name]?.(root, random);
          const anew = mkdtempSync(join(tmpdir(), 'cnpg-gitops-cache-'));
          repositories.push(anew);
          cpSync(root, anew, { recursive: true });
          expect(synth(root)).toEqual(synth(anew, '--no-cache'));
          expect(written(root)).toEqual(written(anew));
        }
      }),
      { numRuns: 4 },
    );
  });

  test('does not hide what an object of another application now is to the unchanged ones', () => {
    const root = repository();
    expect(synth(root).status).toBe(0);
    writeServices(root, ['app-1']);
    expect(synth(root)).toMatchObject({ status: 1, stderr: expect.stringContaining('service-name-taken') });
    writeServices(root, ['shop']);
    expect(synth(root)).toMatchObject({ status: 0, stderr: '' });
  });

  test('is what was found when somebody was asked again, not what was found before', () => {
    const root = repository();
    expect(synth(root).status).toBe(0);
    writeServices(root, ['app-1']);
    expect(synth(root)).toMatchObject({ status: 1, stderr: expect.stringContaining('service-name-taken') });
    // Something that no rule about Services looks at.
    writePriority(root, 1);
    expect(synth(root)).toMatchObject({ status: 1, stderr: expect.stringContaining('service-name-taken') });
    writeServices(root, ['shop']);
    expect(synth(root)).toMatchObject({ status: 0, stderr: '' });
    writePriority(root, 2);
    expect(synth(root)).toMatchObject({ status: 0, stderr: '' });
  });

  test('is nothing where another release has left it in another form', () => {
    const root = repository();
    synth(root);
    const sum = createHash('sha256').update('{}').digest('hex');
    for (const file of entries(root)) writeFileSync(file, `${sum}\n{}`);
    expect(synth(root)).toMatchObject({ status: 0, stderr: '' });
  });

  test('is nothing where nothing can be kept', () => {
    const root = repository();
    writeFileSync(join(root, 'build'), 'in the place of the folder');
    for (let again = 0; again < 2; again++) expect(synth(root)).toMatchObject({ status: 0, stderr: '' });
  });

  test('loads no application where nothing has changed', () => {
    const root = repository();
    expect(synth(root).status).toBe(0);
    const loads = `require('node:fs').writeFileSync(${JSON.stringify(join(root, 'loaded'))}, '');\n`;
    appendFileSync(join(root, 'apps', 'index.js'), loads);
    settle();
    expect(synth(root).stdout).toContain('unchanged');
    rmSync(join(root, 'loaded'));
    expect(synth(root).stdout).toContain('unchanged');
    expect(() => readFileSync(join(root, 'loaded'))).toThrow(/ENOENT/);
    expect(synth(root, '--no-cache').stdout).toContain('unchanged');
    expect(readFileSync(join(root, 'loaded'), 'utf8')).toBe('');
  });

  test('is made of what was read for an application that was not built since then', () => {
    const root = repository();
    expect(synth(root).status).toBe(0);
    const port = process.env.SERVICES_PORT;
    for (const [i, change] of [
      () => writeFileSync(join(root, 'apps', 'lazy.js'), "exports.type = 'NodePort';\n"),
      () => writeFileSync(join(root, 'apps', 'team'), 'green'),
      () => {
        process.env.SERVICES_PORT = '5439';
      },
    ].entries()) {
      writeDatabase(root, 1, 5 + i);
      expect(synth(root).stdout).toContain('changed  dist/app-1/cluster.yaml');
      change();
      expect(synth(root).stdout).toContain('changed  dist/services/service.yaml');
    }
    if (port === undefined) delete process.env.SERVICES_PORT;
    else process.env.SERVICES_PORT = port;
  });

  test.each([
    ['another program', "require('node:child_process').execFileSync('true')"],
    ['all variables', '({ ...process.env })'],
    ['all that is below a folder', "require('node:fs').readdirSync(__dirname, { recursive: true })"],
  ])('is nothing where an application asks for %s', (_, question) => {
    const root = repository();
    appendFileSync(join(root, 'apps', 'app-0.js'), `${question};\n`);
    expect(synth(root).status).toBe(0);
    expect(existsSync(join(root, 'build'))).toBe(true);
    expect(entries(root)).toEqual([]);
  });

  test('is not what a module says that now stands in the place of another', () => {
    const root = repository();
    cpSync(join(root, 'apps', 'app-2.js'), join(root, 'apps', 'app-2', 'index.js'));
    const [index, inFolder] = [join(root, 'apps', 'index.js'), join(root, 'apps', 'app-2', 'index.js')];
    writeFileSync(index, readFileSync(index, 'utf8').replace('./app-2.js', './app-2'));
    writeFileSync(inFolder, readFileSync(inFolder, 'utf8').replace('./shared', '../shared'));
    rmSync(join(root, 'apps', 'app-2.js'));
    expect(synth(root).status).toBe(0);
    writeDatabase(root, 2, 5);
    expect(synth(root).stdout).toContain('changed  dist/app-2/cluster.yaml');
  });

  test('is the same for two runs at once, and whole after them', async () => {
    const root = repository();
    for (let turn = 0; turn < 3; turn++) {
      writeDatabase(root, turn, 5);
      const [first, second] = await Promise.all([started(root), started(root)]);
      expect([first, second]).toContain(0);
      // Of two that write at once, one that fails may take back what both have written: the next run puts it right.
      expect(synth(root).status).toBe(0);
      expect(synth(root)).toEqual(synth(root, '--no-cache'));
    }
  });

  test('builds only the application that has changed', () => {
    const root = repository();
    const builds = join(root, 'built');
    for (let i = 0; i < APPLICATIONS; i++) {
      const text = `const { build } = exports.application;
exports.application = { ...exports.application, build(app) { require('node:fs').appendFileSync(${JSON.stringify(builds)}, '${i}'); build(app); } };\n`;
      appendFileSync(join(root, 'apps', `app-${i}.js`), text);
    }
    settle();
    expect(synth(root).status).toBe(0);
    expect(readFileSync(builds, 'utf8')).toBe('0123');
    appendFileSync(join(root, 'apps', 'app-2.js'), '// changed\n');
    expect(synth(root).stdout).toContain('unchanged');
    expect(readFileSync(builds, 'utf8')).toBe('01232');
  });

  test('is what dist/ is compared with: what somebody has changed there is written again', () => {
    const root = repository();
    synth(root);
    const file = join(root, 'dist', 'app-0', 'cluster.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('instances: 3', 'instances: 1'));
    expect(synth(root).stdout).toContain('changed  dist/app-0/cluster.yaml');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
