import { describe, expect, test } from 'vitest';
import { changed, standalonePlan } from '../commands/plan/support';
import { application } from '../commands/support/argo';

// What the real kustomize and Helm make of the objects that apply databases, on both sides of a plan.

async function planned(before: Record<string, string>, after: Record<string, string>) {
  changed(before, after);
  const { said } = await standalonePlan();
  return said.filter((line) => /^(?:\w+ )?Cluster /.test(line));
}
const cluster = (size: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg}
spec: {instances: 3, storage: {size: ${size}}}
`;

describe('an Application of a chart', () => {
  const root = (path: string, namespace: string) =>
    application('root', 'apps', {
      namespace: 'argocd',
      source: `, helm: {valuesObject: {path: ${path}, namespace: ${namespace}}}`,
    });
  const before = {
    'root.yaml': root('db/one', 'shop'),
    'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
    'apps/templates/db.yaml': application('db', '{{ .Values.path }}', { namespace: '{{ .Values.namespace }}' }),
    'db/one/c.yaml': cluster('100Gi'),
    'db/two/c.yaml': cluster('50Gi'),
  };

  test('moves its database with the namespace', async () => {
    const said = await planned(before, { 'root.yaml': root('db/one', 'bank') });
    expect(said).toEqual(['delete Cluster shop/pg', 'create Cluster bank/pg']);
  });

  test('applies what changes in its folder, although its chart does not', async () => {
    const said = await planned(before, { 'db/one/c.yaml': cluster('200Gi') });
    expect(said).toEqual(['Cluster shop/pg: spec.storage.size 100Gi → 200Gi none']);
  });

  test('compares the folders that it applies', async () => {
    const said = await planned(before, { 'root.yaml': root('db/two', 'shop') });
    expect(said).toContain('Cluster shop/pg: spec.storage.size 100Gi → 50Gi rejected');
  });
});

test('an Application that an overlay patches applies what the patch says', async () => {
  const patch = (namespace: string) => `resources: [../base]
patches:
- target: {kind: Application}
  patch: |-
    - {op: replace, path: /spec/source/path, value: db/prod}
    - {op: replace, path: /spec/destination/namespace, value: ${namespace}}
`;
  const said = await planned(
    {
      'apps/base/db.yaml': application('db', 'db/dev'),
      'apps/base/kustomization.yaml': 'resources: [db.yaml]\n',
      'apps/prod/kustomization.yaml': patch('shop'),
      'db/base/c.yaml': cluster('1Gi'),
      'db/base/kustomization.yaml': 'resources: [c.yaml]\n',
      'db/dev/kustomization.yaml': 'resources: [../base]\nnamePrefix: dev-\n',
      'db/prod/kustomization.yaml': 'resources: [../base]\nnamePrefix: prod-\n',
    },
    { 'apps/prod/kustomization.yaml': patch('shop-production') },
  );
  expect(said).toEqual(['delete Cluster shop/prod-pg', 'create Cluster shop-production/prod-pg']);
});
