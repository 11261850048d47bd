import { recoveryApplicationDatabase } from '../../../rules/expert/recovery-application-database';
import { cluster, table } from './support';
import { recovery } from './support/recovery';

table(recoveryApplicationDatabase, [
  ['nothing', [recovery({ source: 'x' })], ['the application secret is for "app"']],
  [
    'a base backup',
    [cluster({ bootstrap: { pg_basebackup: { source: 'x' } } })],
    ['the application secret is for "app"'],
  ],
  ['given', [recovery({ source: 'x', database: 'd', owner: 'o' })], []],
  ['a replica', [recovery({ source: 'x' }, { replica: { enabled: true, source: 'x' } })], []],
  ['one that was promoted', [recovery({ source: 'x' }, { replica: { enabled: false, source: 'x' } })], ['for "app"']],
  ['a replica of a topology, by name', [recovery({ source: 'x' }, { replica: { primary: 'x', source: 'x' } })], []],
  [
    'a replica of a topology, by self',
    [recovery({ source: 'x' }, { replica: { primary: 'shop-db', self: 'y', source: 'x' } })],
    [],
  ],
  [
    'the primary of a topology',
    [recovery({ source: 'x' }, { replica: { primary: 'shop-db', source: 'x' } })],
    ['for "app"'],
  ],
]);
