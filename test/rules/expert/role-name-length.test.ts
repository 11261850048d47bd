import { roleNameLength } from '../../../rules/expert/role-name-length';
import { dependent, table } from './support';
import { initdb, managed } from './support/references';

table(roleNameLength, [
  ['64 bytes in 32 characters', [initdb(managed('ä'.repeat(32)))], ['the name has 64 bytes']],
  ['of a DatabaseRole', [dependent('DatabaseRole', 'a', { name: 'ä'.repeat(32) })], ['the name has 64 bytes']],
  ['63 bytes', [initdb(managed('a'.repeat(63)))], []],
]);
