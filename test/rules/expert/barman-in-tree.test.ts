import { barmanInTree } from '../../../rules/expert/barman-in-tree';
import { archived, table, withMetadata } from './support';
import { inTree } from './support/archives';

table(barmanInTree, [
  ['1.28.0', [inTree({})], ['CloudNativePG 1.29, later postponed to 1.31'], { target: { operator: '1.28.0' } }],
  ['1.28.3', [inTree({})], ['1.30, later postponed to 1.31'], { target: { operator: '1.28.3' } }],
  ['1.28.4', [inTree({})], ['will be removed in CloudNativePG 1.31:'], { target: { operator: '1.28.4' } }],
  ['the plugin', [withMetadata(archived(), {})], []],
]);
