import { describe, expect, test } from 'vitest';
import type { Document } from '../../../manifests/object/document';
import { withMissingPaths } from '../../../rules/folders/missing-paths';

const FOLDERS = ['apps', 'apps/shop', 'databases', 'clusters/prod'];

function kustomization(name: string, path: string | undefined, source = 'flux-system', more: object = {}): Document {
  const spec = { path, prune: true, sourceRef: { kind: 'GitRepository', name: source }, ...more };
  const metadata = { name, namespace: 'flux-system' };
  const manifest = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec };
  return { manifest, file: `${name}.yaml`, document: 0 };
}

function said(...documents: readonly Document[]): string[] {
  const folders = { names: FOLDERS, has: (folder: string) => FOLDERS.includes(folder) };
  return withMissingPaths(documents, folders).flatMap(({ findings = [] }) =>
    findings.map(({ rule, path, message, fix }) => `${rule} ${path}: ${message}; ${fix}`),
  );
}

const shop = kustomization('shop', './apps/shop', 'own');

describe('a path that is not in the repository', () => {
  test('is an error where another one of the same source is', () => {
    expect(said(shop, kustomization('monitoring', './monitoring/', 'own'))).toEqual([
      'argo-folder-missing spec.path: "./monitoring/" is not in this repository: Flux fails with "path not found", and applies and prunes nothing until it is; name a folder that is there',
    ]);
  });

  test('is one where flux bootstrap writes here, and a folder has nearly that name', () => {
    expect(said(kustomization('databases', './database'))).toEqual([
      expect.stringMatching(/is "\.\/databases" meant\?$/),
    ]);
    expect(said(kustomization('infra', './infrastructure'))).toEqual([]);
    expect(said(kustomization('databases', './database', 'theirs'))).toEqual([]);
  });

  test.each([
    ['there', kustomization('apps', './apps', 'own')],
    ['the root', kustomization('all', './', 'own')],
    ['not given', kustomization('all', undefined, 'own')],
    ['of another source', kustomization('podinfo', './kustomize', 'podinfo')],
    ['in a bucket', kustomization('a', './x', 'own', { sourceRef: { kind: 'Bucket', name: 'own' } })],
    ['a variable', kustomization('a', `./clusters/\${CLUSTER}`, 'own')],
    ['written by a patch', { ...kustomization('a', './x', 'own'), unknown: [{ path: ['spec', 'path'] }] }],
  ])('is none where it is %s', (_, document) => {
    expect(said(shop, document)).toEqual([]);
  });

  test('is not known of a source that includes others', () => {
    const metadata = { name: 'own', namespace: 'flux-system' };
    const spec = { url: 'https://example.org/x.git', include: [{ repository: { name: 'other' } }] };
    const manifest = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata, spec };
    expect(said(shop, kustomization('a', './x', 'own'), { manifest, file: 's.yaml', document: 0 })).toEqual([]);
  });
});
