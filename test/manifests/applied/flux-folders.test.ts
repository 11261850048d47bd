// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { completed, rootsOf } from '../../../manifests/applied/roots';
import { read } from '../../../manifests/files/read';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {level: "\${LEVEL:=info}"}}
spec: {template: {spec: {containers: [{name: api, image: "example.com/api:1"}]}}}
`;

const FLUX = (more: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop, namespace: flux-system}
spec: {path: ./shop, prune: true${more}}
`;

function rootsIn(files: Record<string, string>) {
  const all = Object.entries(files).map(([path, text]) => {
    const content = () => Buffer.from(text);
    return { path, content, documents: read(content, path) };
  });
  return rootsOf(new FileTree(all)).roots;
}

/** The folder of a Flux Kustomization with some more fields, read without a tool. */
function rootOf(more: string, files: Record<string, string> = {}) {
  const roots = rootsIn({ 'flux.yaml': FLUX(more), 'shop/a.yaml': DEPLOYMENT, ...files });
  const root = roots.find(({ folder }) => folder === 'shop');
  if (root === undefined) throw new Error('no root');
  const [document] = completed(root).documents;
  return { root, level: document?.manifest?.metadata.labels, unknown: document?.unknown ?? [] };
}

describe('a folder that Flux applies', () => {
  it.each([
    ['', '${LEVEL:=info}'],
    [', postBuild: {}', '${LEVEL:=info}'],
    [', postBuild: {substitute: {}}', '${LEVEL:=info}'],
    [', postBuild: {substitute: {OTHER: a}}', 'info'],
    [', postBuild: {substituteStrategy: Always}', 'info'],
    [', postBuild: {substitute: {LEVEL: "de\\nbug"}}', 'debug'],
    [', postBuild: {substituteFrom: [{kind: Secret, name: s}]}', '${LEVEL:=info}'],
  ])('has its variables replaced where one is given: %s', (more, level) => {
    expect(rootOf(more).level).toEqual({ level });
  });

  it('does not show which image it gets', () => {
    const { root } = rootOf(', images: [{name: example.com/api, newTag: "2"}]');
    expect(root.isPartial).toBe(true);
    expect(root.documents[0]?.unknown).toEqual([{ path: ['spec', 'template', 'spec', 'containers', 0, 'image'] }]);
  });

  it('needs no component that may be missing', () => {
    const [strict, lenient] = ['', ', ignoreMissingComponents: true'].map(
      (more) =>
        rootOf(`, components: [../none, ../there]${more}`, {
          'there/kustomization.yaml': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n',
        }).root,
    );
    expect(strict?.application?.options.components).toEqual(['../none', '../there']);
    expect(lenient?.application?.options.components).toEqual(['../there']);
  });

  it('is applied once, with the kustomizations and without the folders of others in it', () => {
    const other = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: bank, namespace: flux-system}
spec: {path: ./shop/bank, postBuild: {substitute: {LEVEL: warning}}}
`;
    const files = {
      'shop/b/kustomization.yaml': 'resources: [b.yaml]\n',
      'shop/b/b.yaml': DEPLOYMENT,
      'shop/bank/c.yaml': DEPLOYMENT,
      'bank.yaml': other,
    };
    const roots = rootsIn({
      'flux.yaml': FLUX(', postBuild: {substituteFrom: [{kind: Secret, name: s}]}'),
      'shop/a.yaml': DEPLOYMENT,
      ...files,
    });
    const applied = roots.map(({ folder, documents }) => `${folder}: ${documents.map(({ file }) => file).join(' ')}`);
    expect(applied.sort()).toEqual([
      '.: flux.yaml bank.yaml',
      'shop/bank: shop/bank/c.yaml',
      'shop: shop/a.yaml shop/b/b.yaml',
    ]);
  });
});
