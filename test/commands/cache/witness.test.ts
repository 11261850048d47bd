import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Witness } from '../../../commands/cache/witness';

const folder = fs.mkdtempSync(join(tmpdir(), 'cnpg-gitops-witness-'));
const file = join(folder, 'size');
fs.writeFileSync(file, '1Gi');

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function seen(run: () => unknown): Witness {
  const witness = new Witness();
  witness.watch(run);
  return witness;
}

describe('what an application asks while it is built', () => {
  test.each<[string, string | number]>([
    ['to read', 'r'],
    ['to read and write', 'r+'],
    ['to read past the cache', 'rs'],
    ['to read, by a number', fs.constants.O_RDONLY],
    ['to read and write, by a number', fs.constants.O_RDWR],
    ['to read and append', 'a+'],
  ])('is seen where a file is opened %s', (_, flags) => {
    const { files } = seen(() => fs.closeSync(fs.openSync(file, flags)));
    expect([...files]).toEqual([file]);
  });

  test.each<[string, string | number]>([
    ['to write', 'w'],
    ['to write and read what was written', 'w+'],
    ['to append', 'a'],
    ['to write, by a number', fs.constants.O_WRONLY],
  ])('is not what a file is opened for %s', (_, flags) => {
    const other = join(folder, 'written');
    fs.writeFileSync(other, '');
    const { files, isLost } = seen(() => fs.closeSync(fs.openSync(other, flags)));
    expect([[...files], isLost]).toEqual([[], false]);
  });

  test.each([
    ['by name', () => process.env.SHOP_SIZE],
    ['whether it is there', () => 'SHOP_SIZE' in process.env],
    ['whether it is its own', () => Object.hasOwn(process.env, 'SHOP_SIZE')],
    ['for its descriptor', () => Object.getOwnPropertyDescriptor(process.env, 'SHOP_SIZE')],
  ])('is seen where a variable is asked for %s', (_, ask) => {
    expect([...seen(ask).variables]).toEqual([['SHOP_SIZE', null]]);
  });

  test('is too much where all variables are asked for', () => {
    expect(seen(() => Object.keys(process.env)).isLost).toBe(true);
  });
});
