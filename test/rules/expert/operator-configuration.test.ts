import { describe, expect, it } from 'vitest';
import { operatorConfiguration } from '../../../rules/expert/operator-configuration';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

const release = (config: object) => helmRelease('cloudnative-pg', { config }, '0.29.0');
const object = (kind: string, content: object, name = 'cnpg-controller-manager-config') => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'cnpg-system' },
  ...content,
});

describe('operator-configuration', () => {
  it.each<[object, string, string]>([
    [{ data: { INHERITED_ANOTATIONS: 'x' } }, 'data.INHERITED_ANOTATIONS', 'write INHERITED_ANNOTATIONS'],
    [{ data: { LOG_EVERYTHING_TWICE: 'x' } }, 'data.LOG_EVERYTHING_TWICE', 'remove it'],
    [{ data: { CLUSTERS_ROLLOUT_DELAY: '60s' } }, 'data.CLUSTERS_ROLLOUT_DELAY', 'write a whole number, as a text'],
    [{ data: { CREATE_ANY_SERVICE: 'yes' } }, 'data.CREATE_ANY_SERVICE', 'write true or false, as a text'],
    [{ CLUSTERS_ROLLOUT_DELAY: '60' }, 'CLUSTERS_ROLLOUT_DELAY', 'move it below config.data'],
  ])('reports %j', (config, path, fix) => {
    const found = verdicts(operatorConfiguration, [release(config)]);
    expect(found.map((each) => [each.path, each.fix])).toEqual([[`spec.values.config.${path}`, fix]]);
  });

  it('reads the values of a HelmChart of K3s', () => {
    const spec = { chart: 'cloudnative-pg', version: '0.29.0', valuesContent: 'config: {data: {WATCH_NAMESPACES: x}}' };
    const chart = {
      apiVersion: 'helm.cattle.io/v1',
      kind: 'HelmChart',
      metadata: { name: 'cnpg', namespace: 'kube-system' },
      spec,
    };
    const [found] = verdicts(operatorConfiguration, [chart]);
    expect(found).toMatchObject({
      path: 'spec.valuesContent.config.data.WATCH_NAMESPACES',
      fix: 'write WATCH_NAMESPACE',
    });
  });

  it('reads the ConfigMap and the Secret of the operator, and no other', () => {
    const data = { WATCH_NAMESPACES: 'shop' };
    const paths = (...objects: object[]) => verdicts(operatorConfiguration, objects).map(({ path }) => path);
    expect(paths(object('ConfigMap', { data }))).toEqual(['data.WATCH_NAMESPACES']);
    expect(paths(object('Secret', { stringData: data }))).toEqual(['stringData.WATCH_NAMESPACES']);
    expect(paths(object('ConfigMap', { data }, 'settings'))).toEqual([]);
  });

  it.each<object>([
    { data: { INHERITED_LABELS: 'a, b/*', WATCH_NAMESPACE: 'a,b', STANDBY_TCP_USER_TIMEOUT: '0' } },
    { data: { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true', MONITORING_QUERIES_CONFIGMAP: 'queries' } },
    { create: true, secret: true, name: 'x', clusterWide: false, maxConcurrentReconciles: 5 },
    { data: 5 },
  ])('takes %j', (config) => {
    expect(verdicts(operatorConfiguration, [release(config)])).toEqual([]);
  });
});
