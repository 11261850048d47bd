import { roleMembership } from '../../../rules/expert/role-membership';
import { table } from './support';
import { roles } from './support/plugin-and-store';
import { databaseRole, initdb, role } from './support/references';

table(roleMembership, [
  ['an attribute, of which another rule speaks', [roles(['SUPERUSER'])], []],
  ['a role that is not there', [roles(['readers'])], ['"readers"']],
]);

table(roleMembership, [
  ['an unknown one', [role({ inRoles: ['pg_monitor', 'app', 'readers'] })], ['a member of "readers"']],
  ['of an object', [initdb(), databaseRole({ inRoles: ['app', 'readers'] })], ['a member of "readers"']],
  ['an object whose Cluster is not in the input', [databaseRole({ inRoles: ['readers'] })], []],
  ['known ones', [role({ inRoles: ['pg_monitor', 'app', 'postgres'] })], []],
]);
