import { roleNameLength } from '../../../rules/expert/role-name-length';
import { table } from './support';
import { databaseRole, initdb, managed } from './support/references';

table(roleNameLength, [
  ['64 bytes in 32 characters', [initdb(managed('ä'.repeat(32)))], ['the name has 64 bytes']],
  ['of an object', [initdb(), databaseRole({ name: 'a'.repeat(64) })], ['the name has 64 bytes']],
  ['63 bytes', [initdb(managed('a'.repeat(63)))], []],
]);
