import { servingUnreached } from '../../../rules/expert/serving-unreached';
import { dependent, table, withMetadata } from './support';

const serving = withMetadata(
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'shop-db', namespace: 'shop' }, spec: {} },
  { annotations: { 'cnpg-gitops/serving': 'unreached' } },
);
const pod = (host: string, labels = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'api', env: [{ name: 'PGHOST', value: host }] }] },
});
const workload = (host: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: pod(host) },
});
const drill = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'pgbench', namespace: 'shop' },
  spec: { jobTemplate: { spec: { template: pod('shop-db-rw', { 'cnpg-gitops/drill-client': 'shop-db' }) } } },
};

table(servingUnreached, [
  ['nobody', [serving], ['"shop-db" is declared as serving, but no workload, pooler or alias leads to it']],
  ['a workload of the old one', [serving, workload('old-db-rw')], ['the cut-over changes nothing']],
  ['a drill, which follows by itself', [serving, drill], ['is declared as serving']],
  ['a workload that the library did not make', [serving, workload('shop-db-rw.shop.svc')], []],
  ['one through a pooler', [serving, dependent('Pooler', 'pool', {}), workload('pool')], []],
  ['a cluster that the library says nothing of', [withMetadata(serving, { annotations: {} })], []],
]);
