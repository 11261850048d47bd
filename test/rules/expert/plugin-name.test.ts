import { pluginName } from '../../../rules/expert/plugin-name';
import { BARMAN, cluster, scheduledBackup, table } from './support';

table(pluginName, [
  [
    'a misspelled name',
    [cluster({ plugins: [{ name: 'barman-cloud.cloudnative-pg.oi' }] })],
    ['"barman-cloud.cloudnative-pg.oi" is not a known plugin'],
  ],
  ['one that is switched off', [cluster({ plugins: [{ name: 'barman-cloud', enabled: false }] })], []],
  [
    'the name of the chart',
    [cluster({ plugins: [{ name: 'barman-cloud' }] })],
    ['"barman-cloud" is not a known plugin'],
  ],
  [
    'the parameter of the plugin',
    [cluster({ plugins: [{ name: 'backup', parameters: { barmanObjectName: 'b' } }] })],
    ['"backup"'],
  ],
  [
    'a schedule',
    [scheduledBackup({ pluginConfiguration: { name: 'barmancloud.cloudnative-pg.io' } })],
    ['"barmancloud.'],
  ],
  [
    'an external cluster',
    [cluster({ externalClusters: [{ name: 's', plugin: { name: 'barmancloud' } }] })],
    ['"barmancloud"'],
  ],
  [
    'the plugin, and one of somebody else',
    [cluster({ plugins: [{ name: BARMAN }, { name: 'hello.example.com' }] })],
    [],
  ],
]);
