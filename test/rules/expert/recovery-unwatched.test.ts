import { recoveryUnwatched } from '../../../rules/expert/recovery-unwatched';
import { archived, dependent, table, withMetadata } from './support';
import { annotated, asleep, of, recovered, up } from './support/no-backup';

const fromBackup = archived({ bootstrap: { recovery: { backup: { name: 'once' } } } }, 'shop-db-r2');

const monitor = (selector: Record<string, unknown>, namespace = 'shop') => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: `of-${namespace}`, namespace },
  spec: { selector, podMetricsEndpoints: [{ port: 'metrics' }] },
});

const alerts = (...expressions: string[]) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'alerts', namespace: 'shop' },
  spec: { groups: [{ name: 'a', rules: expressions.map((expr) => ({ alert: 'Down', expr })) }] },
});

table(recoveryUnwatched, [
  [
    'a PodMonitor and alerts of the source alone',
    [archived(), recovered, monitor(of('shop-db')), alerts(up('shop-db'))],
    ['its source shop-db has PodMonitor and alerts'],
  ],
  ['alerts alone', [archived(), recovered, alerts(up('shop-db'))], ['its source shop-db has alerts']],
  [
    'a Cluster out of a Backup',
    [archived(), dependent('Backup', 'once', {}), fromBackup, monitor(of('shop-db'))],
    ['its source shop-db has PodMonitor'],
  ],
  [
    'both of its own',
    [
      archived(),
      recovered,
      monitor(of('shop-db')),
      monitor(of('shop-db-r2'), 'shop'),
      alerts(up('shop-db'), up('shop-db-r2')),
    ],
    [],
  ],
  [
    'a PodMonitor of every instance',
    [archived(), recovered, monitor({ matchLabels: { 'cnpg.io/podRole': 'instance' } })],
    [],
  ],
  [
    'a PodMonitor of both',
    [
      archived(),
      recovered,
      monitor({ matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'In', values: ['shop-db', 'shop-db-r2'] }] }),
    ],
    [],
  ],
  ['alerts that name no Cluster', [archived(), recovered, alerts('cnpg_collector_up == 0')], []],
  [
    'alerts of another one, whose name begins alike',
    [archived(), recovered, alerts(up('shop-db-r3'), up('my-shop-db'))],
    [],
  ],
  ['a source that is not watched either', [archived(), recovered], []],
  ['a source that is not among the objects', [recovered, monitor(of('shop-db'))], []],
  ['a Cluster that is not recovered', [archived(), archived({}, 'bank-db'), monitor(of('shop-db'))], []],
  [
    'a drill',
    [archived(), withMetadata(recovered, { labels: { 'cnpg-gitops/drill': 'x' } }), monitor(of('shop-db'))],
    [],
  ],
  ['a hibernated one', [archived(), annotated(recovered, asleep), monitor(of('shop-db'))], []],
]);
