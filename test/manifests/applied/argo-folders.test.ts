import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { rootsOf } from '../../../manifests/applied/roots';
import { read } from '../../../manifests/files/read';

const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg}
spec: {instances: 3, storage: {size: 1Gi}}
`;
const application = (directory: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: db, namespace: argocd}
spec:
  source: {repoURL: https://example.com/gitops.git, path: db, directory: {${directory}}}
  destination: {namespace: shop}
`;

function appliedOf(files: Record<string, string>) {
  const all = Object.entries(files).map(([path, text]) => {
    const content = () => Buffer.from(text);
    return { path, content, documents: read(content, path) };
  });
  return rootsOf(new FileTree(all));
}

describe('a directory of Argo CD', () => {
  const files = { 'db/a.yaml': CLUSTER, 'db/b-disabled.yaml': CLUSTER, 'db/old/c.yaml': CLUSTER };
  it.each([
    ["recurse: true, exclude: '{old/*,*-disabled.yaml}'", ['db/a.yaml'], ['db/b-disabled.yaml', 'db/old/c.yaml']],
    ["recurse: true, include: '*/*.yaml'", ['db/old/c.yaml'], ['db/a.yaml', 'db/b-disabled.yaml']],
    ['recurse: true', Object.keys(files), []],
  ])('with %s', (directory, those, skipped) => {
    const { roots, skips } = appliedOf({ ...files, 'apps/db.yaml': application(directory) });
    expect(
      roots.flatMap(({ folder, documents }) => (folder === 'apps' ? [] : documents.map(({ file }) => file))),
    ).toEqual(those);
    expect(skips).toEqual(skipped.map((file) => ({ file, why: 'Application argocd/db excludes it' })));
  });

  it('leaves to others what is below it, if it is not recursive', () => {
    const { roots } = appliedOf({ ...files, 'apps/db.yaml': application("include: 'a.yaml'") });
    expect(roots.map(({ folder }) => folder).sort()).toEqual(['apps', 'db', 'db/old']);
  });
});
