import { expect, it } from 'vitest';
import type { Root } from '../../../manifests/applied/roots';
import { worldsOf } from '../../../manifests/applied/worlds';

const root = (folder: string, names: readonly string[], unseen: readonly string[] = []): Root => ({
  folder,
  isKustomization: true,
  resources: [],
  documents: names.map((name) => ({
    manifest: { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name } },
    file: folder,
    document: 0,
  })),
  ...{ beside: [], files: [], unseen, remote: [], isPartial: false },
});
const folders = (...roots: Root[]) => worldsOf(roots).map((world) => world.roots.map(({ folder }) => folder));

it('roots without a conflict are one world', () => {
  expect(folders(root('a', ['x']), root('b', ['y']))).toEqual([['a', 'b']]);
});

it('roots that define one object twice are apart, with everything that both may need', () => {
  expect(folders(root('dev', ['x']), root('operator', ['y']), root('prod', ['x']))).toEqual([
    ['dev', 'operator'],
    ['operator', 'prod'],
  ]);
});

it('the folders of one environment go together', () => {
  const roots = [root('a/dev', ['x']), root('a/prod', ['x']), root('b/prod', ['y']), root('b/dev', ['y'])];
  expect(folders(...roots)).toEqual([
    ['a/dev', 'b/dev'],
    ['a/prod', 'b/prod'],
  ]);
});

it('a world is whole if everything of it was seen', () => {
  const worlds = worldsOf([root('dev', ['x'], ['a prefix']), root('prod', ['x'])]);
  expect(worlds.map(({ isWhole }) => isWhole)).toEqual([false, true]);
});
