import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { beforeAll, describe, expect, it } from 'vitest';
import { inputProblem } from '../../../commands/cli/input-problem';
import { placeOf } from '../../../commands/cli/place-of';
import { ApiDeployment, Duration, Folder, Namespace, Schedule } from '../../../constructs/index';

const root = mkdtempSync(join(tmpdir(), 'place-'));
const HOUSE = join(__dirname, '../../..');

/** An error that came through the library, as the compiled code of an application has called it. */
function thrown(file: string, word?: string): Error {
  const error = Object.assign(new Error('wrong'), { word });
  const library = [`${HOUSE}/constructs/base/check-keys.ts:1:2`, `${root}/node_modules/cdk8s/lib/app.js:3:4`];
  error.stack = ['Error: wrong', ...[...library, file].map((at) => `    at Object.make (${at})`)].join('\n');
  return error;
}

function write(file: string, text: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
}

beforeAll(() => {
  write('apps/shop/config.ts', 'export const config = {\n  retension: 7,\n  name: 1,\n};\n');
  write('apps/shop/chart.ts', 'make(config);\nmake({ name: 2 });\n');
  write('apps/shop/recoveries.json', '{\n  "servng": "a"\n}\n');
  // The first line of the compiled file is the second of the source.
  write('build/apps/shop/chart.js', 'make(config);\n');
  const map = { version: 3, sources: ['../../../apps/shop/chart.ts'], names: [], mappings: 'AACA' };
  write('build/apps/shop/chart.js.map', JSON.stringify(map));
});

describe('the place of an error', () => {
  it.each([
    ['the line that called the library', '/apps/shop/chart.ts:2:1', undefined, 'apps/shop/chart.ts:2'],
    ['that of the source, where a map is', '/build/apps/shop/chart.js:1:1', undefined, 'apps/shop/chart.ts:2'],
    ['the only place of the word', '/build/apps/shop/chart.js:1:1', 'retension', 'apps/shop/config.ts:2'],
    ['a place in JSON', '/apps/shop/chart.ts:1:1', 'servng', 'apps/shop/recoveries.json:2'],
    ['the caller, where the word is in several places', '/apps/shop/chart.ts:1:1', 'name', 'apps/shop/chart.ts:1'],
    ['the caller, where the word is part of others', '/apps/shop/chart.ts:1:1', 'retens', 'apps/shop/chart.ts:1'],
    ['a file of theirs in a folder that the library has, too', '/values/shop.ts:3:1', undefined, 'values/shop.ts:3'],
  ])('is %s', (_, file, word, place) => expect(placeOf(thrown(root + file, word), root)).toBe(place));

  it.each(['commands/synth/synth.ts', 'rules/index.ts', 'main.ts'])('is never %s of the library', (file) => {
    expect(placeOf(thrown(`${HOUSE}/${file}:1:1`), HOUSE)).toBeUndefined();
  });

  it('is nothing outside the repository', () => {
    expect(placeOf(thrown('/usr/lib/other.js:1:1'), root)).toBeUndefined();
  });
});

describe('what is said of the input', () => {
  const problemOf = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      return inputProblem(error);
    }
    return undefined;
  };

  it('names the file of a value that has no construct', () => {
    expect(problemOf(() => Duration.days(-1))).toMatch(
      /^Duration in days is -1: give a whole number .* \(test\/commands\/cli\/place-of\.test\.ts:\d+\)$/,
    );
  });

  it('names the construct, the id and the file where an id is taken', () => {
    const folder = new Folder(new App(), 'shop/database', { namespace: 'shop' });
    const add = () => new Namespace(folder, 'Twice', { name: 'a' });
    add();
    expect(problemOf(add)).toMatch(
      /^shop--database: there are two constructs with the id "Twice"; give one of them another id \(test\/commands\/cli\/place-of\.test\.ts:\d+\)$/,
    );
  });

  it('names the construct and the file where a value is missing that the compiler did not see', () => {
    const folder = new Folder(new App(), 'shop/database', { namespace: 'shop' });
    const schedule = () => Schedule.daily(undefined as never);
    const api = () => new ApiDeployment(folder, 'Api', { name: 'api', image: 'api:1', port: 80, replicas: 1 } as never);
    expect(problemOf(api)).toMatch(
      /^new ApiDeployment: a value is missing or of another type than its props say: Cannot read .*'limits'\) \(test\/commands\/cli\/place-of\.test\.ts:\d+\)$/,
    );
    expect(problemOf(schedule)).toMatch(
      /^\w+\.daily: a value is missing .* \(test\/commands\/cli\/place-of\.test\.ts:\d+\)$/,
    );
    expect(problemOf(() => new Namespace(folder, 'Nameless', {} as never))).toMatch(
      /^shop--database\/Nameless: name is missing; give a text \(/,
    );
  });

  it('leaves defects of the tool to their stack', () => {
    expect(problemOf(() => Reflect.get(Object(undefined), 'a').b)).toBeUndefined();
    expect(inputProblem('text')).toBeUndefined();
  });
});
