import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from './support/checkout';

// The package as its users get it: packed, unpacked into a cdk8s project, used with the stock CLI.

const ROOT = join(__dirname, '..');
const sources = checkout();
const project = mkdtempSync(join(tmpdir(), 'cnpg-gitops-package-'));
const modules = join(project, 'node_modules');

const MAIN = `
import { App, Chart } from 'cdk8s';
import { initdb, ObjectStore, PostgresCluster, S3Credentials, Schedule } from 'cnpg-gitops';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const archive = new ObjectStore(chart, 'Backups', {
  name: 'shop-backups', destinationPath: 's3://shop-backups/db', credentials: S3Credentials.inherit(),
});
const db = new PostgresCluster(chart, 'Database', {
  name: 'shop-db', version: '17', image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie', instances: 3,
  storage: { size: '20Gi' }, bootstrap: initdb({ database: 'shop', owner: 'shop' }), archive,
});
db.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule: Schedule.daily({ hour: 2 }) });
app.synth();
`;

const ENGINE = `
import { readFileSync } from 'node:fs';
import { validate } from 'cnpg-gitops/manifests';

const text = readFileSync(0, 'utf8');
process.stdout.write(JSON.stringify(validate(text).map(({ rule, name }) => [name, rule])));
`;

const SCHEDULE = `
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: nightly, namespace: shop }
spec: { schedule: "0 2 * * *", cluster: { name: shop-db } }
`;

const cluster = (instances: number) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: shop-db, namespace: shop }
spec: { instances: ${instances}, storage: { size: 1Gi } }
`;

const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'nodenext', types: ['node'], strict: true, skipLibCheck: false },
  include: ['*.ts'],
};

beforeAll(() => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', project], {
      cwd: sources,
      encoding: 'utf8',
    }),
  );
  execFileSync('tar', ['-xzf', packed.filename], { cwd: project });
  mkdirSync(modules);
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    // Its declarations are needed to build the package, and by nobody who has it.
    if (!['cnpg-gitops', '@grafana'].includes(name)) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  cpSync(join(project, 'package'), join(modules, 'cnpg-gitops'), { recursive: true });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'shop', private: true }));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(project, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\n');
  writeFileSync(join(project, 'main.ts'), MAIN);
  writeFileSync(join(project, 'engine.ts'), ENGINE);
  run('tsc');
});

afterAll(() => {
  for (const folder of [sources, project]) rmSync(folder, { recursive: true, force: true });
});

function run(command: string, args: string[] = [], input = ''): string {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  return execFileSync(join(modules, '.bin', command), args, { cwd: project, encoding: 'utf8', input, env });
}

function node(script: string, input = ''): string {
  return execFileSync(process.execPath, [script], { cwd: project, encoding: 'utf8', input });
}

test('a database in twenty lines, with the stock CLI', () => {
  run('cdk8s', ['synth']);
  const yaml = readFileSync(join(project, 'dist', 'shop.k8s.yaml'), 'utf8');
  expect([...yaml.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind).sort()).toEqual([
    'Cluster',
    'ObjectStore',
    'ScheduledBackup',
  ]);
  expect(yaml).toContain('schedule: 0 0 2 * * *');
  expect(MAIN.trim().split('\n').length).toBeLessThanOrEqual(20);
});

test('the engine, from its own entry', () => {
  expect(JSON.parse(node('engine.js', SCHEDULE))).toContainEqual(['nightly', 'scheduled-backup-six-fields']);
});

test('holds the library, its types and facts, and nothing of this repository', () => {
  const files = readdirSync(join(project, 'package'), { recursive: true, encoding: 'utf8' });
  expect(files).toContain('build/constructs/index.d.ts');
  expect(files).toContain('imports/facts/postgresql.cnpg.io/v1/Cluster.json');
  expect(files.filter((file) => /^(build\/(apps|commands|bench|test)|dist|apps|test)/.test(file))).toEqual([]);
});

describe('the program, with nothing else installed', () => {
  const program = (...args: string[]) => {
    const file = join(project, 'package', 'build', 'bin', 'cnpg-gitops.js');
    return spawnSync(process.execPath, [file, ...args], { cwd: project, encoding: 'utf8' });
  };

  test('judges YAML', () => {
    writeFileSync(join(project, 'backup.yaml'), SCHEDULE);
    const { status, stdout, stderr } = program('validate', 'backup.yaml');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('scheduled-backup-six-fields');
  });

  test('plans a change of a folder under git', () => {
    const repository = mkdtempSync(join(project, 'gitops-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: repository });
    mkdirSync(join(repository, 'db'));
    writeFileSync(join(repository, 'db', 'cluster.yaml'), cluster(3));
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'three');
    writeFileSync(join(repository, 'db', 'cluster.yaml'), cluster(1));
    const file = join(project, 'package', 'build', 'bin', 'cnpg-gitops.js');
    const plan = (...args: string[]) =>
      JSON.parse(
        execFileSync(process.execPath, [file, 'plan', '--output', 'json', ...args], {
          cwd: repository,
          encoding: 'utf8',
        }),
      );
    const whole = plan('--base', 'HEAD');
    expect(JSON.stringify(whole.changes)).toContain('spec.instances');
    expect(plan('--base', 'HEAD', '--target', 'db')).toEqual(whole);
  });

  test('adopts a database in a cdk8s project: what it writes compiles, and renders what was given', () => {
    const folder = mkdtempSync(join(project, 'adopting-'));
    writeFileSync(join(folder, 'shop.yaml'), cluster(3).replace('size: 1Gi', 'size: 1Gi, storageClass: longhorn'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', private: true }));
    const compilerOptions = { ...TSCONFIG.compilerOptions, resolveJsonModule: true, rootDir: '.', outDir: 'out' };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['apps'] }));
    const file = join(project, 'package', 'build', 'bin', 'cnpg-gitops.js');
    const call = (...args: string[]) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(call(file, 'adopt', 'shop.yaml', '--name', 'shop', '--target', 'operator=1.29.2')).toContain(
      'Proof: a plan',
    );
    expect(readFileSync(join(folder, 'apps/platforms/cluster/config.ts'), 'utf8')).toMatch(/1\.29\.2.*longhorn/);
    call(join(modules, 'typescript', 'bin', 'tsc'), '-p', '.');
    call(join('out', 'apps', 'shop', 'main.js'));
    const { changes } = JSON.parse(call(file, 'plan', '--base', 'shop.yaml', '--target', 'dist', '--output', 'json'));
    const paths = changes.flatMap(({ fields }: { fields: { path: string }[] }) => fields.map(({ path }) => path));
    expect(paths).toEqual(['metadata.annotations[argocd.argoproj.io/sync-options]']);
  });

  test('says its version, and which commands it has', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(program('--version').stdout.trim()).toBe(version);
    expect(program('validate', '--help').stdout).toContain('npx cnpg-gitops validate dist/');
    expect(program('synth').status).toBe(2);
  });
});
