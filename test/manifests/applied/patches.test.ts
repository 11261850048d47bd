import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { patchesOf } from '../../../manifests/applied/patches';
import type { Manifest } from '../../../manifests/object/manifest';

const pg: Manifest = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'pg', namespace: 'shop' },
};
const MERGE = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, annotations: {a: b}}
spec: {instances: 3, plugins: [{name: x}], storage: {size: null}}
`;
const NONE = new FileTree([]);
const patchIn = (kustomization: object) => patchesOf(kustomization as Record<string, unknown>, '.', NONE).patches[0];
const changed = (kustomization: object) => patchIn(kustomization)?.changes.map(({ path }) => path.join('.'));

describe('patches', () => {
  it('a strategic merge patch changes what it names', () => {
    const paths = ['spec.instances', 'spec.plugins', 'spec.storage.size', 'metadata.annotations.a'];
    expect(changed({ patches: [{ patch: MERGE }] })).toEqual(paths);
    expect(changed({ patchesStrategicMerge: [MERGE] })).toEqual(paths);
    expect(patchIn({ patches: [{ patch: MERGE }] })?.matches(pg)).toBe(true);
    expect(patchIn({ patches: [{ patch: MERGE }] })?.matches({ ...pg, metadata: { name: 'pg2' } })).toBe(false);
  });

  it.each<[string, object, string[]]>([
    ['replaces', { op: 'replace', path: '/spec/instances', value: 3 }, ['spec.instances']],
    ['replaces in a list', { op: 'replace', path: '/spec/plugins/0/name', value: 'x' }, ['spec.plugins.0.name']],
    ['adds to a list', { op: 'add', path: '/spec/plugins/-', value: {} }, ['spec.plugins']],
    ['removes from a list', { op: 'remove', path: '/spec/plugins/0' }, ['spec.plugins']],
    [
      'names a key with a slash',
      { op: 'add', path: '/metadata/annotations/cnpg.io~1reload', value: 'x' },
      ['metadata.annotations.cnpg.io/reload'],
    ],
    ['tests', { op: 'test', path: '/spec/instances', value: 3 }, []],
  ])('an operation that %s', (_, operation, paths) => {
    expect(changed({ patches: [{ patch: JSON.stringify([operation]), target: { kind: 'Cluster' } }] })).toEqual(paths);
  });

  it.each<[object, boolean]>([
    [{ kind: 'Cluster' }, true],
    [{ kind: 'Cluster', name: 'p.*' }, true],
    [{ group: 'postgresql.cnpg.io', version: 'v1' }, true],
    [{ kind: 'Cluster', name: 'p' }, false],
    [{ group: 'apps' }, false],
    [{ name: '[' }, true],
  ])('a target %j', (target, isMatch) => {
    expect(patchIn({ patches: [{ patch: '[]', target }] })?.matches(pg)).toBe(isMatch);
  });

  it('can delete an object', () => {
    expect(patchIn({ patches: [{ patch: `$patch: delete\n${MERGE}` }] })?.deletes).toBe(true);
  });

  it('says which files it cannot read', () => {
    expect(patchesOf({ patches: [{ path: 'a.yaml' }] }, 'x', NONE)).toMatchObject({
      files: ['x/a.yaml'],
      unreadable: ['x/a.yaml'],
    });
  });
});
