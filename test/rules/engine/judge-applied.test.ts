import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import type { Document } from '../../../manifests/object/document';
import { judge } from '../../../rules/engine/judge';
import { judgeApplied } from '../../../rules/engine/judge-applied';
import type { Extent } from '../../../rules/engine/rule';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

type Unknown = NonNullable<Document['unknown']>[number];

const CLUSTER = (spec: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: shop}
spec: ${spec}
`;
const DATABASE = `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: app, cluster: {name: pg-2}}
`;
const documents = (text: string, unknown?: readonly Unknown[]): Document[] =>
  read(text, 'a.yaml').map((document) => ({ ...document, ...(unknown && { unknown }) }));
const options = { target: DEFAULT_TARGET, now: new Date(0) };
const together = (own: readonly Document[], beside: readonly Document[] = [], seen: Extent = 'all') => ({
  documents: own,
  beside,
  seen,
});
const found = (...worlds: Parameters<typeof judgeApplied>[0][number][]) =>
  judgeApplied(worlds, (document, among, seen) => judge([document], { ...options, among, seen }))
    .filter(({ severity, rule }) => severity === 'error' || rule === 'cluster-missing')
    .map(({ rule, path, severity }) => `${severity} ${rule} ${path}`);

describe('an unknown value', () => {
  const unknown = (path: string, sample?: unknown): Unknown => ({ path: path.split('.'), sample });

  it.each<[string, string, Unknown]>([
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
    ['of another type', 'instances: "${N}", storage: {size: 5Gi}', unknown('spec.instances', 'var-n')],
    ['that is a size', 'instances: 3, storage: {size: "${S}"}', unknown('spec.storage.size', 'var-s')],
    ['of a section', 'instances: 3, storage: {size: 5Gi}, resources: "${R}"', unknown('spec.resources', 'var-r')],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
  ])('%s is not judged, and the rest is', (_, fields, value) => {
    expect(found(together(documents(CLUSTER(`{${fields}}`), [value])))).toEqual([]);
    const wrong = `{${fields}, postgresql: {parameters: {shared_bufers: 1GB, ssl: "off"}}}`;
    expect(found(together(documents(CLUSTER(wrong), [value])))).toEqual([
      'error parameter-unknown spec.postgresql.parameters.shared_bufers',
      'error cluster-parameter-fixed spec.postgresql.parameters.ssl',
    ]);
  });

  it('decides nothing elsewhere in the object', () => {
    const spec = '{instances: 1, storage: {size: 5Gi}, postgresql: {synchronous: {method: any, number: 2}}}';
    expect(found(together(documents(CLUSTER(spec))))).toEqual([
      'error cluster-synchronous-number spec.postgresql.synchronous',
    ]);
    expect(found(together(documents(CLUSTER(spec), [unknown('spec.instances', 3)])))).toEqual([]);
  });

  it('decides nothing about other objects', () => {
    const name = [{ ...unknown('metadata.name', 'pg-2'), isNeeded: true }];
    const cluster = documents(CLUSTER('{instances: 1, storage: {size: 5Gi}}'));
    expect(found(together([...cluster, ...documents(DATABASE)]))).toEqual(['error cluster-missing spec.cluster.name']);
    const open = cluster.map((each) => ({ ...each, unknown: name }));
    expect(found(together([...open, ...documents(DATABASE)]))).toEqual([]);
  });
});

describe('what is missing', () => {
  const cluster = documents(CLUSTER('{instances: 1, storage: {size: 5Gi}}'));
  const database = documents(DATABASE);
  const other = documents(CLUSTER('{instances: 1, storage: {size: 5Gi}}').replace('name: pg', 'name: pg-2'));

  it('is an info where not everything was seen', () => {
    expect(found(together([...cluster, ...database], [], 'part'))).toEqual(['info cluster-missing spec.cluster.name']);
  });

  it('may exist beside, unjudged, and must be missing in every cluster', () => {
    expect(found(together([...cluster, ...database], other))).toEqual([]);
    expect(found(together([...cluster, ...database]), together([...other, ...database]))).toEqual([]);
    expect(found(together([...cluster, ...database]), together([...database, ...cluster]))).toHaveLength(1);
  });
});
