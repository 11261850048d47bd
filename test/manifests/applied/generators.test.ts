import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { elementsOf } from '../../../manifests/applied/generators';

// Generators of an ApplicationSet within others.

const tree = new FileTree(
  Object.entries({
    'dbs/shop/c.yaml': 'a: 1',
    'dbs/wiki/c.yaml': 'a: 1',
    'envs/prod.yaml': 'env: prod\nsize: 3',
    'envs/test.yaml': 'env: test',
    'prod/shop/c.yaml': 'a: 1',
    'test/shop/c.yaml': 'a: 1',
    'test/wiki/c.yaml': 'a: 1',
  }).map(([path, text]) => ({ path, documents: [], content: () => Buffer.from(text) })),
);
type Json = Readonly<Record<string, unknown>>;

const elements = (...all: Json[]) => ({ list: { elements: all } });
const directories = (path: string, more: Json = {}) => ({ git: { directories: [{ path }], ...more } });
const files = (path: string, more: Json = {}) => ({ git: { files: [{ path }], ...more } });
const matrix = (...generators: Json[]) => elementsOf({ matrix: { generators } }, tree);
const merge = (mergeKeys: readonly string[], ...generators: Json[]) =>
  elementsOf({ merge: { mergeKeys, generators } }, tree);
const ENVS = elements({ env: 'prod' }, { env: 'test' });

describe('a matrix', () => {
  it('has each of the first with each of the second', () => {
    expect(matrix(ENVS, elements({ db: 'a' }, { db: 'b' }))).toEqual([
      { env: 'prod', db: 'a' },
      { env: 'prod', db: 'b' },
      { env: 'test', db: 'a' },
      { env: 'test', db: 'b' },
    ]);
    const found = matrix(ENVS, directories('dbs/*'));
    expect(found).toHaveLength(4);
    expect(found?.[1]).toMatchObject({ env: 'prod', path: { path: 'dbs/wiki', basename: 'wiki' } });
  });

  it('fills into the second what the first says', () => {
    const paths = (all: unknown[] | undefined) => all?.map((each) => (each as { path: { path: string } }).path.path);
    expect(paths(matrix(ENVS, directories('{{env}}/*')))).toEqual(['prod/shop', 'test/shop', 'test/wiki']);
    expect(paths(matrix(ENVS, directories('{{ .env }}/*')))).toEqual(['prod/shop', 'test/shop', 'test/wiki']);
    const clusters = elements({ cluster: '{{path.basename}}-1' });
    expect(matrix(directories('dbs/*'), clusters)).toMatchObject([{ cluster: 'shop-1' }, { cluster: 'wiki-1' }]);
  });

  it('of two of git needs a prefix', () => {
    const read = (more: Json) => matrix(files('envs/*', more), directories('dbs/shop'));
    expect(read({})).toBeUndefined();
    expect(read({ pathParamPrefix: 'of' })).toMatchObject([
      { env: 'prod', size: 3, of: { path: { filename: 'prod.yaml' } }, path: { path: 'dbs/shop' } },
      { env: 'test', path: { path: 'dbs/shop' } },
    ]);
  });

  it('joins the values of both', () => {
    const one = directories('dbs/shop', { values: { a: '{{path.basename}}', b: '1' } });
    expect(matrix(one, { list: { elements: [{ values: { b: '2' } }] } })).toMatchObject([
      { values: { a: 'shop', b: '2' } },
    ]);
  });

  it.each<[string, Json[]]>([
    ['clusters', [ENVS, { clusters: {} }]],
    ['clusters first', [{ clusters: {} }, ENVS]],
    ['three', [ENVS, ENVS, ENVS]],
    ['one', [ENVS]],
    ['a selector', [ENVS, { ...elements({ a: 1 }), selector: {} }]],
    ['what the first does not say', [ENVS, directories('{{other}}/*')]],
    ['one thing in two ways', [ENVS, elements({ env: 'other' })]],
    ['one within another, with clusters', [ENVS, { matrix: { generators: [elements({ a: 1 }), { clusters: {} }] } }]],
  ])('is known to Argo CD alone with %s', (_, generators) => {
    expect(matrix(...generators)).toBeUndefined();
  });

  it('may be within another', () => {
    const inner = { matrix: { generators: [elements({ a: 1 }), elements({ b: 2 })] } };
    expect(matrix(elements({ c: 3 }), inner)).toEqual([{ a: 1, b: 2, c: 3 }]);
    expect(elementsOf({ matrix: { generators: [ENVS, ENVS], template: {} } }, tree)).toBeUndefined();
  });
});

describe('a merge', () => {
  it('has the first, with what the others say of the same keys', () => {
    const more = elements({ env: 'test', size: 1, values: { b: 2 } }, { env: 'none', size: 9 });
    const base = elements({ env: 'prod', size: 5 }, { env: 'test', size: 5, values: { a: 1 } });
    expect(merge(['env'], base, more)).toEqual([
      { env: 'prod', size: 5 },
      { env: 'test', size: 1, values: { a: 1, b: 2 } },
    ]);
    expect(merge(['env', 'values.a'], base, more)).toEqual([
      { env: 'prod', size: 5 },
      { env: 'test', size: 5, values: { a: 1 } },
    ]);
    expect(merge(['path.basename'], directories('dbs/*'), elements({ path: { basename: 'wiki' }, big: true }))).toEqual(
      [
        expect.not.objectContaining({ big: true }),
        expect.objectContaining({ big: true, path: expect.objectContaining({ path: 'dbs/wiki' }) }),
      ],
    );
  });

  it.each<[string, readonly string[], Json[]]>([
    ['clusters', ['env'], [ENVS, { clusters: {} }]],
    ['no keys', [], [ENVS, ENVS]],
  ])('is known to Argo CD alone with %s', (_, keys, generators) => {
    expect(merge(keys, ...generators)).toBeUndefined();
  });
});
