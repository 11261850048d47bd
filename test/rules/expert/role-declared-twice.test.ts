import { roleDeclaredTwice } from '../../../rules/expert/role-declared-twice';
import { table } from './support';
import { databaseRole, initdb, managed, role } from './support/references';

table(roleDeclaredTwice, [
  [
    'the second entry',
    [initdb(managed('writers', 'reports')), databaseRole()],
    ['Cluster shop-db declares the role "reports" in spec.managed.roles[1], which wins'],
  ],
  ['one that the Cluster removes', [role({ ensure: 'absent' }), databaseRole()], ['is not reconciled']],
  ['another role', [initdb(managed('writers')), databaseRole()], []],
  ['another Cluster', [initdb(managed('reports')), databaseRole({ cluster: { name: 'other' } })], []],
]);
