import { initdbOwnerManaged } from '../../../rules/expert/initdb-owner-managed';
import { cluster, dependent, table } from './support';
import { initdb, secret } from './support/recovery';

const roles = (...entries: object[]) => ({ managed: { roles: entries } });

const ofShop = (fields: object) => [initdb({ database: 'shop' }, roles({ name: 'shop', login: true, ...fields }))];

table(initdbOwnerManaged, [
  [
    'the owner',
    [initdb({ database: 'shop', owner: 'own' }, roles({ name: 'other', ...secret }, { name: 'own', ...secret }))],
    ['"own" is the owner of the application database (bootstrap.initdb): its password is set twice'],
  ],
  ['the default owner', ofShop(secret), ['by passwordSecret here']],
  ['app, where nothing is given', [cluster(roles({ name: 'app', ...secret }))], ['"app" is the owner']],
  ['no password', ofShop({ disablePassword: true }), ['by disablePassword here']],
  ['no role', ofShop({ ensure: 'absent' }), ['by ensure here']],
  [
    'a DatabaseRole',
    [initdb({ database: 'shop' }, {}), dependent('DatabaseRole', 'a', { name: 'shop', ...secret })],
    ['by passwordSecret here'],
  ],
  [
    'a DatabaseRole of attributes',
    [initdb({ database: 'shop' }, {}), dependent('DatabaseRole', 'a', { name: 'shop' })],
    [],
  ],
  ['attributes alone, as in the sample of CNPG', [cluster(roles({ name: 'app', login: true, replication: true }))], []],
  [
    'the application secret itself',
    [initdb({ database: 'shop', secret: { name: 'x' } }, roles({ name: 'shop', login: true, ...secret }))],
    [],
  ],
  ['what decides nothing', ofShop({ ensure: 'present', disablePassword: false, passwordSecret: null }), []],
  ['others', [initdb({ database: 'shop', owner: 'app' }, roles({ name: 'shop', ...secret }))], []],
]);
