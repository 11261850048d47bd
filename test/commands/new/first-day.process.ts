import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkout } from '../../support/checkout';

// What somebody does on the first day, and reads of it: the README, then what each command prints. Every command is taken from there, and
// at most two files are edited by hand.

const ROOT = join(__dirname, '../../..');
const project = checkout();
cpSync(join(ROOT, 'test'), join(project, 'test'), { recursive: true });
afterAll(() => rmSync(project, { recursive: true, force: true }));

const edited = new Set<string>();

/** Runs a line as it is typed, and hands back what it prints. */
function type(line: string): string {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: project, encoding: 'utf8' });
  expect(status, `${line}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

function edit(file: string, from: string, to: string): void {
  edited.add(file);
  const path = join(project, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

/** Parts of `npm run ci` that need no database. */
function expectWhole(): void {
  for (const part of ['types', 'lint', 'unused', 'check']) type(`npm run -s ${part}`);
}

/** The steps that `npm run restore` prints, each with its lines. */
function stepsOf(printed: string): string[][] {
  return printed
    .split(/^(?=\d\. git commit)/m)
    .slice(1)
    .map((step) => step.split('\n').map((line) => line.trim()));
}

function follow([title = '', ...lines]: readonly string[]): void {
  const todo = lines.filter((line) => !/^(before the next|way back):/.test(line)).join('\n');
  const [, config] = /set the replicas of what writes to 0 in (\S+),/.exec(todo) ?? [];
  if (config !== undefined) edit(config, 'replicas: 2', 'replicas: 0');
  for (const [command] of todo.matchAll(/npm run restore -- [^,]+/g)) type(command);
  if (todo.includes('the replicas as they were')) edit('apps/shop/config.ts', 'replicas: 0', 'replicas: 2');
  expect(todo).toContain('npm run synth');
  type('npm run -s synth');
  type(`git add apps dist lineage.lock.json && ${title.replace(/^\d\. /, '')}`);
}

test('a database is declared, recovered and removed by what the README and the commands say', () => {
  type(
    'git init -q -b main && git config user.name a && git config user.email a@example.com && git add . && git commit -qm a && git tag before',
  );
  const [, start = ''] = /^(npm run new -- shop .*)$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  const made = type(start);
  expectWhole();
  const next = made.slice(made.indexOf('Next:')).match(/^ {2}\S.*$/gm) ?? [];
  // The last one asks the Kubernetes cluster.
  for (const line of next.filter((each) => !each.includes('npm run -s status'))) type(line);
  const written = type('cat dist/shop/*/*.yaml');
  for (const kind of ['Deployment', 'Pooler', 'Database', 'PrometheusRule', 'ScheduledBackup']) {
    expect(written).toContain(`kind: ${kind}\n`);
  }
  expect(written).toContain('name: shop_reports\n');
  expect(written).toContain('grafana_dashboard');

  const restored = type(`npm run -s restore -- shop --at ${new Date(Date.now() - 3_600_000).toISOString()}`);
  const steps = stepsOf(restored);
  expect(steps).toHaveLength(5);
  for (const step of steps) follow(step);
  expectWhole();
  const left = type('cat dist/shop/database/cluster.yaml dist/shop/database/scheduled-backup.yaml');
  expect([...left.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name)).toEqual(['shop-db-r2', 'shop-db-r2-daily']);

  const [, removal = ''] = /(npm run remove -- shop)/.exec(made) ?? [];
  expect(type(`${removal} --reason "the shop is closed"`)).toContain(
    'kubectl delete clusters.postgresql.cnpg.io shop-db-r2',
  );
  expectWhole();
  expect(type('git diff --stat before -- apps/index.ts dist')).toBe('');
  expect([...edited]).toEqual(['apps/shop/config.ts']);
});
