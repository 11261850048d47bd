import { databaseOwner } from '../../../rules/expert/database-owner';
import { cluster, dependent, table } from './support';
import { database, initdb, managed } from './support/references';

table(databaseOwner, [
  ['nobody', [initdb(), database({ owner: 'auditor' })], ['has no role "auditor"']],
  [
    'one that is to be gone',
    [initdb({ managed: { roles: [{ name: 'auditor', ensure: 'absent' }] } }), database({ owner: 'auditor' })],
    ['"auditor"'],
  ],
  ['a managed role', [initdb(managed('auditor')), database({ owner: 'auditor' })], []],
  [
    'a DatabaseRole',
    [initdb(), dependent('DatabaseRole', 'r', { name: 'auditor' }), database({ owner: 'auditor' })],
    [],
  ],
  [
    'a DatabaseRole that an entry overrides',
    [
      initdb({ managed: { roles: [{ name: 'auditor', ensure: 'absent' }] } }),
      dependent('DatabaseRole', 'r', { name: 'auditor' }),
      database({ owner: 'auditor' }),
    ],
    ['"auditor"'],
  ],
  ['the owner by default', [cluster({ bootstrap: { initdb: { database: 'shop' } } }), database({ owner: 'shop' })], []],
  ['a recovery', [cluster({ bootstrap: { recovery: { source: 'x' } } }), database({ owner: 'auditor' })], []],
  [
    'SQL that may make it',
    [cluster({ bootstrap: { initdb: { postInitSQL: ['CREATE ROLE auditor'] } } }), database({ owner: 'auditor' })],
    [],
  ],
]);
