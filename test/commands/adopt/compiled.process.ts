import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AdoptedModel } from '../../../commands/adopt/adopted-model';
import { adoptedSource } from '../../../commands/adopt/source-text';
import { checkout } from '../../support/checkout';
import { ACCEPTED, given } from './support/accepted';
import { adopted, declared } from './support/adopted';
import { repositories } from './support/repositories';
import { BESIDE, CLUSTERS, clusterOf, withBeside } from './support/shapes';

// The sources of everything that the other tests adopt, at once: what is printed is what the constructs' types take.

const project = checkout();
afterAll(() => rmSync(project, { recursive: true, force: true }));

function write(name: string, model: AdoptedModel): void {
  for (const [file, text] of Object.entries(adoptedSource(model, { platform: 'aws', suppressions: [] }))) {
    const path = join(project, file.replace('apps/shop/', `apps/${name}/`));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

test('every adopted application compiles, as one declaration and object by object', () => {
  const models = [
    ...ACCEPTED.map((file) => adopted(given(file), 'default')),
    ...Object.values(CLUSTERS).map((spec) => adopted(clusterOf(spec))),
    ...Object.values(BESIDE).map((object) => adopted(withBeside(object), 'default')),
    ...repositories().map(([, namespace, manifests]) => adopted(manifests, namespace)),
  ];
  expect(models.length).toBeGreaterThan(100);
  models.forEach((model, i) => {
    const production = declared(model);
    write(`apart-${i}`, model);
    if (production !== model) write(`whole-${i}`, production);
  });
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'];
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd: project, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
