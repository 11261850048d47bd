import { expect, it } from 'vitest';
import { type Folder, type IMonitored, PodMonitor, PostgresCluster } from '../../../constructs/index';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const pool = { name: 'orders-pool', mode: 'session', instances: 1 } as const;
const instances = { 'cnpg.io/cluster': 'orders-db', 'cnpg.io/podRole': 'instance' };

it.each<[string, (folder: Folder) => IMonitored, object]>([
  ['a cluster', (folder) => cluster(folder), instances],
  [
    'a cluster that is declared elsewhere',
    (folder) => PostgresCluster.fromClusterName(folder, 'Orders', { name: 'orders-db', database: 'd' }),
    instances,
  ],
  ['a pooler', (folder) => cluster(folder).addPooler('Pool', pool), { 'cnpg.io/poolerName': 'orders-pool' }],
])('finds the pods of %s', (_, target, labels) => {
  const manifests = render((folder) => new PodMonitor(folder, 'Metrics', { name: 'metrics', target: target(folder) }));
  expect(only(manifests, 'PodMonitor')).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'metrics', namespace: 'shop' },
    spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'metrics' }] },
  });
  expect(refused(manifests)).toEqual([]);
});

it('is added to what it watches, with more to say', () => {
  const manifests = render((folder) => {
    const db = cluster(folder);
    db.addPodMonitor('Metrics', { name: 'db', labels: { release: 'prometheus' }, spec: { sampleLimit: 5 } });
    db.addPooler('Pool', pool).addPodMonitor('Metrics', { name: 'pool' });
  });
  const [first, second] = manifests.filter(({ kind }) => kind === 'PodMonitor');
  expect(first?.metadata.labels).toEqual({ release: 'prometheus' });
  expect(at(first, 'spec.sampleLimit')).toBe(5);
  expect(at(second, 'spec.selector.matchLabels')).toEqual({ 'cnpg.io/poolerName': 'orders-pool' });
});

it.each([
  ['a cluster', 'orders-db', (folder: Folder) => cluster(folder)],
  ['a pooler', 'orders-pool', (folder: Folder) => cluster(folder).addPooler('Pool', pool)],
  ['the cluster behind a pooler', 'orders-db', (folder: Folder) => cluster(folder).addPooler('Pool', pool)],
])('is not called like %s', (_, name, target) => {
  expect(() => render((folder) => target(folder).addPodMonitor('Metrics', { name }))).toThrow(
    `name "${name}" is that of the Cluster or Pooler: CNPG 1.28.0 deletes such a PodMonitor`,
  );
});

it('scrapes by https where the metrics port of a cluster speaks TLS', () => {
  const manifests = render((folder) =>
    cluster(folder, { metricsTls: true }).addPodMonitor('Metrics', { name: 'orders-db-podmonitor' }),
  );
  expect(at(only(manifests, 'PodMonitor'), 'spec.podMetricsEndpoints')).toEqual([
    {
      port: 'metrics',
      scheme: 'https',
      tlsConfig: { ca: { secret: { name: 'orders-db-ca', key: 'ca.crt' } }, serverName: 'orders-db-rw' },
    },
  ]);
  expect(refused(manifests)).toEqual([]);
});
