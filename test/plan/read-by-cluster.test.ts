import { expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, planOf } from './objects';

// ConfigMaps that Clusters read.

const configMap = (data: object, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'thing', namespace: 'shop', labels },
  data,
});
const read = (before: Manifest[], after: Manifest[], labels = {}) =>
  planOf([configMap({ a: '1' }, labels), ...before], [configMap({ a: '2' }, labels), ...after]).changes.find(
    ({ kind }) => kind === 'ConfigMap',
  )?.fields[0];

test.each(['postInitSQLRefs', 'postInitApplicationSQLRefs', 'postInitTemplateSQLRefs'])(
  'a script of %s has run, and never runs again',
  (script) => {
    const initdb = { database: 'shop', owner: 'shop', [script]: { configMapRefs: [{ name: 'thing', key: 'a' }] } };
    const reader = cluster({ bootstrap: { initdb } });
    const reason = expect.stringMatching(/^Cluster shop\/shop-db ran it when .* never runs it again/);
    expect(read([reader], [reader])).toMatchObject({ impact: 'ignored', reason });
    // The database of a new Cluster is made with the new text, and another Cluster has other scripts.
    expect(read([], [reader])).toMatchObject({ impact: 'none' });
    expect(read([cluster()], [cluster()])).toMatchObject({ impact: 'none' });
  },
);

test('queries reach the exporter at once with the label, or at the next look', () => {
  const reader = cluster({ monitoring: { customQueriesConfigMap: [{ name: 'thing', key: 'a' }] } });
  expect(read([reader], [reader])?.reason).toMatch(/takes the queries over when the operator next looks/);
  expect(read([reader], [reader], { 'cnpg.io/reload': 'true' })?.reason).toMatch(/takes the queries over at once; no/);
});
