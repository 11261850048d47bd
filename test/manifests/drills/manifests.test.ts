import { describe, expect, test } from 'vitest';
import { pluginArchiveOf } from '../../../manifests/cnpg/archives';
import { isolationPolicy } from '../../../manifests/drills/drill-policies';
import { recoveredCluster } from '../../../manifests/drills/recovered-cluster';
import { selects } from '../../../manifests/drills/selector';
import { at, type Manifest } from '../../../manifests/object/manifest';

const ORIGIN = { id: 'restore-1', namespace: 'shop', cluster: 'shop-db' };
const PLUGIN = 'barman-cloud.cloudnative-pg.io';

function cluster(spec: Record<string, unknown>): Manifest {
  return { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'shop-db' }, spec };
}

const PLUGINS = [
  { name: PLUGIN, isWALArchiver: true, parameters: { barmanObjectName: 'backups', serverName: 'shop-db-2' } },
];
const TARGET = { name: 'restore-1-before', targetTime: '2026-11-21T13:00:00Z', database: 'shop', owner: 'shop' };

describe('the recovered cluster', () => {
  const spec = {
    instances: 3,
    imageCatalogRef: { kind: 'ImageCatalog', name: 'images', major: 17 },
    storage: { size: '1Gi' },
    walStorage: { size: '1Gi' },
    plugins: PLUGINS,
    managed: { roles: [{ name: 'reporting' }] },
    postgresql: {
      parameters: { max_connections: '500' },
      synchronous: { method: 'any', number: 1 },
      pg_hba: ['host all all all md5'],
    },
    affinity: { podAntiAffinityType: 'required', tolerations: [{ key: 'dedicated' }] },
    topologySpreadConstraints: [{}],
  };

  test('has what recovery needs, and nothing that archives, waits for standbys or spreads', () => {
    const recovered = recoveredCluster(ORIGIN, cluster(spec), TARGET);
    expect(recovered?.spec).toEqual({
      imageCatalogRef: spec.imageCatalogRef,
      storage: { size: '1Gi' },
      walStorage: { size: '1Gi' },
      instances: 1,
      enablePDB: false,
      affinity: { tolerations: [{ key: 'dedicated' }] },
      postgresql: { parameters: { max_connections: '500' } },
      bootstrap: {
        recovery: {
          source: 'origin',
          database: 'shop',
          owner: 'shop',
          recoveryTarget: { targetTime: '2026-11-21 13:00:00.000000+00' },
        },
      },
      externalClusters: [
        {
          name: 'origin',
          plugin: { name: PLUGIN, parameters: { barmanObjectName: 'backups', serverName: 'shop-db-2' } },
        },
      ],
    });
    expect(recovered?.metadata).toEqual({
      name: 'restore-1-before',
      namespace: 'shop',
      labels: { 'cnpg-gitops/drill': 'restore-1' },
      annotations: { 'cnpg-gitops/drill-cluster': 'shop/shop-db' },
    });
  });

  test.each([
    ['no plugin', []],
    ['a plugin that does not archive', [{ ...PLUGINS[0], isWALArchiver: false }]],
    ['one that is off', [{ ...PLUGINS[0], enabled: false }]],
    ['another plugin', [{ ...PLUGINS[0], name: 'other' }]],
  ])('is not to be had from a cluster with %s', (_what, plugins) => {
    expect(recoveredCluster(ORIGIN, cluster({ ...spec, plugins }), TARGET)).toBeUndefined();
  });

  test('reads the archive under the name of the cluster where it has no other', () => {
    const plugins = [{ name: PLUGIN, isWALArchiver: true, parameters: { barmanObjectName: 'backups' } }];
    expect(pluginArchiveOf(cluster({ plugins }))).toEqual({ store: 'backups', serverName: 'shop-db' });
  });

  test('answers the operator and itself only', () => {
    expect(at(isolationPolicy(ORIGIN, 'restore-1-before', 'cnpg-system'), 'spec')).toEqual({
      podSelector: { matchLabels: { 'cnpg.io/cluster': 'restore-1-before' } },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cnpg-system' } } }] },
        { from: [{ podSelector: { matchLabels: { 'cnpg.io/cluster': 'restore-1-before' } } }] },
      ],
    });
  });
});

describe('label selectors', () => {
  const labels = { app: 'db', zone: 'a' };
  test.each([
    [{}, true],
    [undefined, true],
    [{ matchLabels: { app: 'db' } }, true],
    [{ matchLabels: { app: 'db', zone: 'b' } }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a', 'b'] }] }, true],
    [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, false],
    [{ matchExpressions: [{ key: 'rack', operator: 'NotIn', values: ['a'] }] }, true],
    [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'rack', operator: 'Exists' }] }, false],
    [{ matchExpressions: [{ key: 'rack', operator: 'DoesNotExist' }] }, true],
    [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }, false],
    [{ matchExpressions: [{ key: 'zone', operator: 'Like' }] }, false],
  ])('%j: %s', (selector, expected) => {
    expect(selects(selector, labels)).toBe(expected);
  });
});
