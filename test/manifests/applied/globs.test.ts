import { describe, expect, it } from 'vitest';
import { fileGlob, folderGlob } from '../../../manifests/applied/globs';

describe('a pattern of files, as Argo CD reads it', () => {
  it.each([
    ['{old/*,*-disabled.yaml}', ['old/a.yaml', 'old/x/a.yaml', 'pg/a-disabled.yaml'], ['a.yaml', 'older/a.yaml']],
    ['*.yaml', ['a.yaml', 'x/a.yaml'], ['a.yml']],
    ['db?.yaml', ['db1.yaml'], ['db.yaml', 'db12.yaml', 'x/db1.yaml']],
    ['a.{b,c}.{d,e}', ['a.b.d', 'a.c.e'], ['a.b', 'aXb.d']],
    ['(a|b)+.yaml', ['(a|b)+.yaml'], ['a.yaml']],
    ['*a*a*a*a*a*', [], ['aaaaaa']],
  ])('%s', (pattern, those, others) => {
    const selects = fileGlob(pattern);
    expect(those.filter((path) => !selects(path))).toEqual([]);
    expect(others.filter(selects)).toEqual([]);
  });

  it('with thousands of alternatives ends', () => {
    expect(fileGlob('{a,b}'.repeat(20))('a'.repeat(20))).toBe(false);
  });
});

it('a star of a pattern of folders stays within a folder', () => {
  expect(folderGlob('geo/*').test('geo/eu')).toBe(true);
  expect(folderGlob('geo/*').test('geo/eu/db')).toBe(false);
});
