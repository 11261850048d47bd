import { expect, test } from 'vitest';
import { clustersBySecret } from '../../../manifests/cnpg/clusters-by-secret';
import { Index } from '../../../manifests/object/object-index';
import { dependent } from '../../rules/expert/support';
import { databaseRole, role } from '../../rules/expert/support/references';

const cluster = role({ passwordSecret: { name: 'inline' } });
const index = new Index([
  cluster,
  databaseRole({ passwordSecret: { name: 'object' } }),
  dependent('Database', 'd', {}),
]);

test.each(['inline', 'object', 'shop-db-app', 'shop-db-superuser'])('%s logs in to the Cluster', (secret) => {
  expect(clustersBySecret('shop', secret, index)).toEqual([cluster]);
});

test.each([
  ['shop', 'other'],
  ['elsewhere', 'object'],
])('%s/%s logs in to none', (namespace, secret) => {
  expect(clustersBySecret(namespace, secret, index)).toEqual([]);
});
