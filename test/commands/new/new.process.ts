import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { snapshot } from '../../manifests/support/folder';
import { checkout } from '../../support/checkout';

// `npm run new` as it is typed, in a copy of the sources: what it writes passes what CI asks for, and is removed as docs/removal.md says.

const project = checkout();
const read = (name: string) => readFileSync(join(project, name), 'utf8');

afterAll(() => rmSync(project, { recursive: true, force: true }));

function node(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const run = (...args: string[]) => node('commands/cli/run.mjs', ...args);

test('a new application with an API passes types, lint and check as it is', () => {
  const made = run('new', 'corner-kiosk', '--platform', 'aws', '--api');
  expect(made.status, made.output).toBe(0);
  expect(made.output).toContain('Secret corner-kiosk/corner-kiosk-backup-s3');
  expect(node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')).toEqual({ status: 0, output: '' });
  expect(node('node_modules/@biomejs/biome/bin/biome', 'ci', 'apps').status).toBe(0);
  expect(run('check').status).toBe(0);
  expect(read('dist/platforms/aws/namespace.yaml')).toContain('name: corner-kiosk');
  expect(read('dist/corner-kiosk/api/deployment.yaml')).toContain('corner-kiosk-db-runtime');
});

test('one that is recovered from a backup, on the other platform', () => {
  const made = run('new', 'stall', '--platform', 'k3s', '--from-backup', 's3://old-backups/db/stall-db');
  expect(made.status, made.output).toBe(0);
  expect(run('check').status).toBe(0);
});

test('a misspelt key in its config.ts is an error of the compiler, in its line', () => {
  const config = read('apps/stall/config.ts');
  writeFileSync(join(project, 'apps/stall/config.ts'), config.replace('instances: 1', 'instanses: 1'));
  const { status, output } = run('synth');
  expect(status).toBe(1);
  expect(output).toMatch(/apps\/stall\/config\.ts\(\d+,\d+\): error TS\d+: .*/);
  expect(output).toContain('instanses');
  writeFileSync(join(project, 'apps/stall/config.ts'), config);
});

test('nothing is left of one that does not compile', () => {
  writeFileSync(join(project, 'apps/platforms/wrong.ts'), "export const wrong: number = 'text';\n");
  const before = snapshot(join(project, 'apps'));
  const made = run('new', 'kiosk', '--platform', 'aws');
  expect(made.status).toBe(1);
  expect(made.output).toContain('nothing was written');
  expect(snapshot(join(project, 'apps'))).toEqual(before);
  rmSync(join(project, 'apps/platforms/wrong.ts'));
});

test('it is removed by one commit', () => {
  rmSync(join(project, 'apps/corner-kiosk'), { recursive: true });
  const index = read('apps/index.ts');
  const without = index.replace(/^import \{ cornerKiosk \}.*\n/m, '').replace(', cornerKiosk', '');
  writeFileSync(join(project, 'apps/index.ts'), without);
  const refused = run('synth');
  expect(refused.status).toBe(1);
  const lines = [...refused.output.matchAll(/\{ delete: '[^']+', reason: '[^']*' \}/g)].map(([line]) => line);
  expect(lines).toHaveLength(2);
  const acknowledgements = read('apps/acknowledgements.ts').replace(/= \[\];/, `= [${lines.join(', ')}];`);
  writeFileSync(join(project, 'apps/acknowledgements.ts'), acknowledgements);
  const { status, output } = run('synth');
  expect(status, output).toBe(0);
  expect(output).toContain('removed  dist/corner-kiosk/database/cluster.yaml');
});
