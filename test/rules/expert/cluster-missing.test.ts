import { clusterMissing } from '../../../rules/expert/cluster-missing';
import { cluster, dependent, table, withMetadata } from './support';
import { database, elsewhere } from './support/references';
import { release } from './support/workloads';

table(clusterMissing, [
  ['another name', [cluster({}, 'db'), database({})], ['there is no Cluster "shop-db" in namespace shop']],
  ['another namespace', [elsewhere(cluster({})), database({})], ['only in other, where CNPG does not look']],
  [
    'each kind',
    [cluster({}, 'db'), ...['Backup', 'Pooler', 'Publication', 'Subscription'].map((kind) => dependent(kind, 'x', {}))],
    ['shop-db', 'shop-db', 'shop-db', 'shop-db'],
  ],
  ['no Cluster that could be meant', [elsewhere(cluster({}, 'db')), database({})], []],
  [
    'in many namespaces',
    [...['c', 'b', 'a', 'd'].map((namespace) => withMetadata(cluster({}), { namespace })), database({})],
    ['only in a, b, c and 1 more, where'],
  ],
  [
    'a Cluster of almost the name, beside the one that a chart makes',
    [cluster({}, 'shop-db2x'), release('shop', { fullnameOverride: 'shop-db' }), database({})],
    [],
  ],
  ['the Cluster', [cluster({}), database({})], []],
]);
