import { expect, test } from 'vitest';
import { planned } from './support';

const cluster = (spec: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg}
spec: {${spec}}
`;

test('a change of a generator, or of what it reads, is not seen without kustomize, and is said', async () => {
  const before = {
    'kustomization.yaml':
      'resources: [cluster.yaml]\nconfigMapGenerator: [{name: q, files: [q.yaml]}, {name: e, literals: [a=b]}]\n',
    'cluster.yaml': cluster('instances: 3, storage: {size: 1Gi}'),
    'q.yaml': 'a: {query: "select 1"}',
  };
  const unseen = [expect.stringContaining('changed, and is read without kustomize')];
  expect((await planned(before, { 'q.yaml': 'a: {query: "select 2"}' })).unseen).toEqual(unseen);
  const literal = before['kustomization.yaml'].replace('a=b', 'a=c');
  expect((await planned(before, { 'kustomization.yaml': literal })).unseen).toEqual(unseen);
  expect((await planned(before, { 'kustomization.yaml': 'resources: [cluster.yaml]\n' })).unseen).toEqual(unseen);
  const { 'q.yaml': queries, 'cluster.yaml': database } = before;
  const added = {
    'b/kustomization.yaml': before['kustomization.yaml'],
    'b/q.yaml': queries,
    'b/cluster.yaml': database,
  };
  expect((await planned(before, added)).unseen).toEqual([expect.stringMatching(/^b changed, and is read without/)]);
  const plain = { 'b/kustomization.yaml': 'resources: [cluster.yaml]\n', 'b/cluster.yaml': database };
  expect((await planned(before, plain)).unseen).toEqual([]);
  const other = await planned(before, { 'cluster.yaml': cluster('instances: 2, storage: {size: 1Gi}') });
  expect(other.said).toEqual([expect.stringContaining('spec.instances 3 → 2')]);
  expect(other.unseen).toEqual([]);
});
