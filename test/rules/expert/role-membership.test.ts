import { roleMembership } from '../../../rules/expert/role-membership';
import { dependent, table } from './support';
import { roles } from './support/plugin-and-store';
import { initdb, role } from './support/references';

table(roleMembership, [
  ['an attribute, of which another rule speaks', [roles(['SUPERUSER'])], []],
  ['a role that is not there', [roles(['readers'])], ['"readers"']],
]);

table(roleMembership, [
  ['an unknown one', [role({ inRoles: ['pg_monitor', 'app', 'readers'] })], ['a member of "readers"']],
  [
    'of a DatabaseRole',
    [initdb(), dependent('DatabaseRole', 'a', { name: 'a', inRoles: ['readers', 'app'] })],
    ['role "a" is declared a member of "readers"'],
  ],
  [
    'another DatabaseRole',
    [
      initdb(),
      dependent('DatabaseRole', 'a', { name: 'a', inRoles: ['readers'] }),
      dependent('DatabaseRole', 'b', { name: 'readers' }),
    ],
    [],
  ],
  ['of a Cluster that is not in the run', [dependent('DatabaseRole', 'a', { name: 'a', inRoles: ['readers'] })], []],
  ['known ones', [role({ inRoles: ['pg_monitor', 'app', 'postgres'] })], []],
]);
