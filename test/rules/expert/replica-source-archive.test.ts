import { replicaSourceArchive } from '../../../rules/expert/replica-source-archive';
import { cluster, table } from './support';

const BARMAN = 'barman-cloud.cloudnative-pg.io';
const archiving = (barmanObjectName: string, serverName?: string) => ({
  plugins: [{ name: BARMAN, isWALArchiver: true, parameters: { barmanObjectName, serverName } }],
});
const reading = (barmanObjectName: string, serverName: string) => ({
  externalClusters: [{ name: 'north', plugin: { name: BARMAN, parameters: { barmanObjectName, serverName } } }],
});
const replica = { primary: 'north', source: 'north' };
const north = (archive: object) => cluster({ replica: { primary: 'north', source: 'south' }, ...archive }, 'north');
const south = (source: object) => cluster({ replica, ...source }, 'south');

table(replicaSourceArchive, [
  [
    'a server name of before',
    [north(archiving('n', 'north-v18')), south(reading('n', 'north'))],
    ['"north-v18" there'],
  ],
  ['the default one', [north(archiving('n')), south(reading('n', 'north-v18'))], ['archives as "north"']],
  ['the same', [north(archiving('n', 'north-v18')), south(reading('n', 'north-v18'))], []],
  ['another store, which may be the same bucket', [north(archiving('n', 'a')), south(reading('of-north', 'b'))], []],
  ['no archive', [north({}), south(reading('n', 'north'))], []],
  ['a source by a connection', [north(archiving('n')), south({ externalClusters: [{ name: 'north' }] })], []],
  [
    'another topology',
    [
      cluster({ replica: { primary: 'x', self: 'north', source: 'y' }, ...archiving('n', 'a') }, 'north'),
      south(reading('n', 'b')),
    ],
    [],
  ],
  ['the source elsewhere', [south(reading('n', 'north'))], []],
]);
