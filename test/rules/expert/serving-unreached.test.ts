import { servingUnreached } from '../../../rules/expert/serving-unreached';
import { dependent, table, withMetadata } from './support';

const serving = withMetadata(
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'shop-db', namespace: 'shop' }, spec: {} },
  { annotations: { 'cnpg-gitops/serving': 'unreached' } },
);
const old = withMetadata(serving, { name: 'old-db', annotations: {} });
const elsewhere = withMetadata(serving, { annotations: { 'cnpg-gitops/serves-for': 'old-db' } });
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
  [
    'a workload of the old one that the library did not make',
    [elsewhere, old, workload('old-db-rw')],
    ['a workload is still connected to "old-db"'],
  ],
  ['clients that are all elsewhere', [elsewhere, old], []],
  [
    'one of each',
    [elsewhere, old, workload('old-db-rw'), { ...workload('shop-db-rw'), metadata: { name: 'b', namespace: 'shop' } }],
    [],
  ],
  ['a cluster that the library says nothing of', [withMetadata(serving, { annotations: {} })], []],
]);
