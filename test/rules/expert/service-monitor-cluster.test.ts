import { serviceMonitorCluster } from '../../../rules/expert/service-monitor-cluster';
import { cluster, table, withMetadata } from './support';

const monitor = (matchLabels: object) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'monitor', namespace: 'shop' },
  spec: { selector: { matchLabels }, endpoints: [{ port: 'metrics' }] },
});
const DB = { 'cnpg.io/cluster': 'shop-db' };
const db = cluster({});
const own = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'metrics', namespace: 'shop', labels: DB },
  spec: {},
};
const template = { serviceTemplate: { metadata: { name: 'x' }, spec: { ports: [{ name: 'metrics', port: 9187 }] } } };

table(serviceMonitorCluster, [
  ['a cluster', [db, monitor(DB)], ['the Services of CNPG have no metrics port']],
  ['a pooler', [db, monitor({ 'cnpg.io/poolerName': 'pool' })], ['no metrics port']],
  ['a Service of its own', [db, own, monitor(DB)], []],
  ['a template with the port', [cluster({ managed: { services: { additional: [template] } } }), monitor(DB)], []],
  ['something else', [db, monitor({ app: 'api' })], []],
  ['a namespace without clusters', [db, withMetadata(monitor(DB), { namespace: 'x' })], []],
]);
