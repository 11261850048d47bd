import { podMonitorMissing } from '../../../rules/expert/pod-monitor-missing';
import { dependent, table } from './support';

const pooler = dependent('Pooler', 'shop-pooler', { instances: 2 });

function monitoring(kind: string, spec: object, namespace = 'shop') {
  return { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'shop-db-watch', namespace }, spec };
}

const alert = (expr: string) =>
  monitoring('PrometheusRule', { groups: [{ name: 'pools', rules: [{ alert: 'A', expr }] }] });
const down = alert('count(cnpg_pgbouncer_up{pod=~"shop-pooler-[a-z0-9]+"} == 1) < 2');
const monitor = (matchLabels: object, more: object = {}, namespace = 'shop') =>
  monitoring(
    'PodMonitor',
    { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'metrics' }], ...more },
    namespace,
  );

const INSTANCES = { 'cnpg.io/cluster': 'shop-db', 'cnpg.io/podRole': 'instance' };
const OWN = { 'cnpg.io/poolerName': 'shop-pooler' };
const MISSING = ['PrometheusRule "shop-db-watch" reads metrics of pooler "shop-pooler", which no PodMonitor'];

table(podMonitorMissing, [
  ['the PodMonitor of the cluster alone', [pooler, down, monitor(INSTANCES)], MISSING],
  ['the PodMonitor of another pooler', [pooler, down, monitor({ 'cnpg.io/poolerName': 'shop-pooler-ro' })], MISSING],
  ['a PodMonitor that looks elsewhere', [pooler, down, monitor(OWN, {}, 'monitoring')], MISSING],
  ['its own PodMonitor', [pooler, down, monitor(OWN)], []],
  [
    'one from another namespace',
    [pooler, down, monitor(OWN, { namespaceSelector: { matchNames: ['shop'] } }, 'monitoring')],
    [],
  ],
  ['one for all namespaces', [pooler, down, monitor(OWN, { namespaceSelector: { any: true } }, 'monitoring')], []],
  ['one for everything of the cluster', [pooler, down, monitor({ 'cnpg.io/cluster': 'shop-db' })], []],
  ['labels that nobody here knows', [pooler, down, monitor({ team: 'shop' })], []],
  ['no alerts over it', [pooler, alert('cnpg_collector_up{pod=~"shop-pooler-1"} == 0')], []],
  ['alerts over another pooler', [pooler, alert('cnpg_pgbouncer_up{pod=~"other-.+"} == 0')], []],
]);
