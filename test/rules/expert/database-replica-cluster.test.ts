import { databaseReplicaCluster } from '../../../rules/expert/database-replica-cluster';
import { cluster, dependent, table } from './support';
import { database } from './support/references';

table(databaseReplicaCluster, [
  ['the old kind', [cluster({ replica: { enabled: true } }), database({})], ['is a replica']],
  [
    'a role',
    [cluster({ replica: { enabled: true } }), dependent('DatabaseRole', 'r', { name: 'r' })],
    ['this DatabaseRole is not applied'],
  ],
  ['another primary', [cluster({ replica: { primary: 'north' } }), database({})], ['is a replica']],
  ['the primary itself', [cluster({ replica: { primary: 'shop-db' } }), database({})], []],
  ['self', [cluster({ replica: { primary: 'north', self: 'north' } }), database({})], []],
]);
