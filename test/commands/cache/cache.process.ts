import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
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
  writeServices(root, []);
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

/** What a rule about the Clusters of the other applications looks up: Services with names that the operator needs for its own. */
function writeServices(root: string, names: readonly string[]): void {
  const constructs = JSON.stringify(join(project, 'build/constructs/index.js'));
  const cdk8s = JSON.stringify(join(project, 'node_modules/cdk8s'));
  writeFileSync(
    join(root, 'apps', 'services.js'),
    `const { Folder } = require(${constructs});
const { ApiObject } = require(${cdk8s});
exports.application = { name: 'services', suppressions: [], build(app) {
  const folder = new Folder(app, 'services');
  for (const namespace of ${JSON.stringify(names)}) {
    const metadata = { name: namespace + '-db-rw', namespace };
    new ApiObject(folder, namespace, { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 5432 }] } });
  }
} };\n`,
  );
}

function writeIndex(root: string, count: number): void {
  const names = ['services', ...Array.from({ length: count }, (_, i) => `app-${i}`)];
  const list = names.map((name) => `require('./${name}.js').application`);
  writeFileSync(join(root, 'apps', 'index.js'), `exports.applications = [${list.join(', ')}];\n`);
}

function synth(root: string, ...options: string[]) {
  const program = join(project, 'build/bench/programs/fleet.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, root, 'synth', ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
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
  services: (root, random) => writeServices(root, ['app-0', 'app-1', 'app-2'].slice(0, random % 4)),
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
    writeServices(root, []);
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
    // What began before a file was written is not kept.
    expect(synth(root).status).toBe(0);
    expect(synth(root).status).toBe(0);
    const loads = `require('node:fs').writeFileSync(${JSON.stringify(join(root, 'loaded'))}, '');\n`;
    appendFileSync(join(root, 'apps', 'index.js'), loads);
    expect(synth(root).stdout).toContain('unchanged');
    rmSync(join(root, 'loaded'));
    expect(synth(root).stdout).toContain('unchanged');
    expect(() => readFileSync(join(root, 'loaded'))).toThrow(/ENOENT/);
    expect(synth(root, '--no-cache').stdout).toContain('unchanged');
    expect(readFileSync(join(root, 'loaded'), 'utf8')).toBe('');
  });

  test('builds only the application that has changed', () => {
    const root = repository();
    const builds = join(root, 'built');
    for (let i = 0; i < APPLICATIONS; i++) {
      const text = `const { build } = exports.application;
exports.application = { ...exports.application, build(app) { require('node:fs').appendFileSync(${JSON.stringify(builds)}, '${i}'); build(app); } };\n`;
      appendFileSync(join(root, 'apps', `app-${i}.js`), text);
    }
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
