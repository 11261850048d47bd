import { clusterMissing } from '../../../rules/expert/cluster-missing';
import { cluster, dependent, table } from './support';
import { database, elsewhere } from './support/references';

table(clusterMissing, [
  ['another name', [cluster({}, 'db'), database({})], ['there is no Cluster "shop-db" in namespace shop']],
  ['another namespace', [elsewhere(cluster({})), database({})], ['only in other, where CNPG does not look']],
  [
    'each kind',
    [cluster({}, 'db'), ...['Backup', 'Pooler', 'Publication', 'Subscription'].map((kind) => dependent(kind, 'x', {}))],
    ['shop-db', 'shop-db', 'shop-db', 'shop-db'],
  ],
  ['no Cluster that could be meant', [elsewhere(cluster({}, 'db')), database({})], []],
  ['the Cluster', [cluster({}), database({})], []],
]);
