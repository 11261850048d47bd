import { servingClientsElsewhere } from '../../../rules/expert/serving-clients-elsewhere';
import { table, withMetadata } from './support';

const old = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: 'shop-db', namespace: 'shop' },
  spec: {},
};
const serving = {
  ...withMetadata(old, { name: 'shop-db-r2', annotations: { 'cnpg-gitops/serves-for': 'shop-db' } }),
  spec: { bootstrap: { recovery: { secret: { name: 'shop-owner' } } } },
};
const workload = (host: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'api', env: [{ name: 'PGHOST', value: host }] }] } } },
});

table(servingClientsElsewhere, [
  ['clients of which nobody here knows', [old, serving], ['until they have the host shop-db-r2-rw']],
  ['a workload of the old one, which is an error', [old, serving, workload('shop-db-rw')], []],
  ['a workload that follows', [old, serving, workload('shop-db-r2-rw')], []],
  ['the old one is gone, and its clients with it', [serving], []],
  ['a cluster that the library says nothing of', [old, withMetadata(serving, { annotations: {} })], []],
]);
