import { describe, expect, it } from 'vitest';
import { clusterUnwatched } from '../../../rules/expert/cluster-unwatched';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

const cluster = (namespace?: string) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'pg', ...(namespace && { namespace }) },
  spec: {},
});
const release = (values: object) => helmRelease('cloudnative-pg', values, '0.29.0');
const watching = (namespaces: string) => release({ config: { data: { WATCH_NAMESPACE: namespaces } } });
const found = (...objects: object[]) => verdicts(clusterUnwatched, objects).map(({ message }) => message);

describe('cluster-unwatched', () => {
  it.each<[string, object]>([
    ['WATCH_NAMESPACE', watching('bank, blog')],
    // The release of the support goes to the namespace shop.
    ['clusterWide: false', release({ config: { clusterWide: false } })],
  ])('reports a Cluster elsewhere: %s', (_, operator) => {
    expect(found(operator, cluster('music'))).toEqual([
      expect.stringContaining('nothing happens to a Cluster in music'),
    ]);
  });

  it.each<[string, object[]]>([
    ['it is watched', [watching('bank, music')]],
    ['the operator is in its namespace', [release({ config: { clusterWide: false } })]],
    ['all are', [release({})]],
    ['all are, by one of two', [watching('bank'), { ...release({}), metadata: { name: 'two', namespace: 'x' } }]],
    ['nobody installs an operator', []],
    ['the values are somewhere else', [valuesFrom(watching('bank'))]],
    [
      'the Deployment says more',
      [release({ config: { data: { WATCH_NAMESPACE: 'a' } }, additionalEnv: [{ name: 'WATCH_NAMESPACE' }] })],
    ],
  ])('is quiet where %s', (_, operators) => {
    expect(
      found(...operators, cluster(operators.length === 1 && _.includes('its namespace') ? 'shop' : 'music')),
    ).toEqual([]);
    expect(found(...operators, cluster())).toEqual([]);
  });

  it('reads the ConfigMap of an operator that its own manifest installs', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'cnpg-controller-manager', namespace: 'cnpg-system' },
      spec: { template: { spec: { containers: [{ image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0' }] } } },
    };
    const map = (data: object) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cnpg-controller-manager-config', namespace: 'cnpg-system' },
      data,
    });
    expect(found(deployment, map({ WATCH_NAMESPACE: 'bank' }), cluster('music'))).toHaveLength(1);
    expect(found(deployment, map({}), cluster('music'))).toEqual([]);
  });
});

function valuesFrom(operator: ReturnType<typeof release>) {
  return { ...operator, spec: { ...operator.spec, valuesFrom: [{ kind: 'Secret', name: 'values' }] } };
}
