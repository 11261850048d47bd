import { initdbOwnerDefault } from '../../../rules/expert/initdb-owner-default';
import { table } from './support';
import { initdb } from './support/recovery';

table(initdbOwnerDefault, [
  ['none', [initdb({ database: 'shop' })], ['so "shop" is the owner']],
  ['one', [initdb({ database: 'shop', owner: 'app' })], []],
  ['neither', [initdb({})], []],
]);
