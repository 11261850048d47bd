import { roleAttribute } from '../../../rules/expert/role-attribute';
import { cluster, dependent, table } from './support';
import { roles } from './support/plugin-and-store';

const BY_SQL = { bootstrap: { initdb: { postInitSQL: ['CREATE ROLE login'] } } };

table(roleAttribute, [
  [
    'attributes',
    [roles(['SUPERUSER', 'createdb', 'NOLOGIN'])],
    ['"SUPERUSER", which is an attribute', 'createdb', 'NOLOGIN'],
  ],
  ['privileges', [roles(['ALL PRIVILEGES', 'CONNECT'])], ['"ALL PRIVILEGES", which is a privilege', 'CONNECT']],
  ['where SQL makes roles', [roles(['REPLICATION', 'login'], [], BY_SQL)], ['"REPLICATION"']],
  [
    'of a DatabaseRole',
    [cluster({}), dependent('DatabaseRole', 'm', { name: 'm', inRoles: ['SUPERUSER'] })],
    ['role "m"'],
  ],
  ['a role of that name', [roles(['login'], [{ name: 'login' }])], []],
  ['a role of that name beside SQL', [roles(['login'], [{ name: 'login' }], BY_SQL)], []],
  ['a word of SQL where SQL makes roles', [roles(['create', 'usage'], [], BY_SQL)], []],
  ['roles', [roles(['pg_read_all_data', 'readers', 'superusers', 'constructor'])], []],
]);
