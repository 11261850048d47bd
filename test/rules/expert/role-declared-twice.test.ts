import { expect, it } from 'vitest';
import { roleDeclaredTwice } from '../../../rules/expert/role-declared-twice';
import { table, verdicts } from './support';
import { databaseRole, initdb, managed, role } from './support/references';

it('says which goes, after the other is there', () => {
  const [found] = verdicts(roleDeclaredTwice, [initdb(managed('reports')), databaseRole()]);
  expect(found?.fix).toMatch(/^remove spec\.managed\.roles\[0\] from the Cluster now that this object is there, or /);
});

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
