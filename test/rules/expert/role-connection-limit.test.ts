import { roleConnectionLimit } from '../../../rules/expert/role-connection-limit';
import { cluster, dependent, parameters, table } from './support';

const roles = (limits: (number | undefined)[], given = {}) =>
  parameters(given, {
    managed: { roles: limits.map((connectionLimit, i) => ({ name: `r${i}`, login: true, connectionLimit })) },
  });

const object = (connectionLimit?: number, login = true) =>
  dependent('DatabaseRole', 'r', { name: 'r', login, connectionLimit });

table(roleConnectionLimit, [
  ['one role alone', [roles([undefined])], []],
  ['one of two', [roles([undefined, 5])], ['role r0 may take every connection, and 1 others']],
  ['-1', [roles([5, -1, 5])], ['role r1']],
  ['as many as there are', [roles([50, 47])], []],
  ['one more than there are', [roles([50, 48])], ['is 98, but only 97']],
  ['more reserved', [roles([50, 47], { reserved_connections: '5' })], ['only 92']],
  ['a DatabaseRole beside an entry', [roles([5]), object()], ['role r may take every connection, and 1 others']],
  ['a DatabaseRole and an entry, together too many', [roles([50]), object(48)], ['is 98, but only 97']],
  ['a DatabaseRole that does not log in', [roles([undefined]), object(undefined, false)], []],
  ['a DatabaseRole of another Cluster', [object()], []],
  ['more at all', [roles([50, 48], { max_connections: '200' })], []],
  [
    'roles that do not log in',
    [
      cluster({
        managed: { roles: [{ name: 'a' }, { name: 'b', login: true }, { name: 'c', login: true, ensure: 'absent' }] },
      }),
    ],
    [],
  ],
]);
