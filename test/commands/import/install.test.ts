import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { install } from '../../../commands/import/install';

let folder: string;
let output: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'));
  output = join(folder, 'out');
  mkdirSync(output);
  writeFileSync(join(output, 'kept'), 'old');
  writeFileSync(join(output, 'same'), 'same');
});
afterEach(() => rmSync(folder, { recursive: true }));

const stage = (files: Record<string, string | null>) =>
  install(new Map(Object.entries(files)), output, join(folder, 'staging'));

it('writes, replaces and removes, and says what changed', async () => {
  const before = statSync(join(output, 'same')).ino;
  expect(await stage({ 'b/new': 'n', kept: 'new', same: 'same', missing: null })).toEqual(['b/new', 'kept']);
  expect(await stage({ kept: null })).toEqual(['kept']);
  expect(readdirSync(output, { recursive: true }).sort()).toEqual(['b', 'b/new', 'same']);
  expect(statSync(join(output, 'same')).ino).toBe(before);
});

it('leaves everything as it was where one file cannot be put in place', async () => {
  // There is a file where `same/inside` needs a folder: the move fails after two others went well.
  await expect(stage({ a: 'new', kept: 'new', 'same/inside': 'x' })).rejects.toThrow(/EEXIST|ENOTDIR/);
  expect(readdirSync(output).sort()).toEqual(['kept', 'same']);
  expect(readFileSync(join(output, 'kept'), 'utf8')).toBe('old');
});
