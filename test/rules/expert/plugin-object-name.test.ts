import { pluginObjectName } from '../../../rules/expert/plugin-object-name';
import { archived, BARMAN, cluster, table } from './support';

table(pluginObjectName, [
  ['no parameters', [cluster({ plugins: [{ name: BARMAN }] })], ['barmanObjectName is missing']],
  [
    'an empty name',
    [cluster({ plugins: [{ name: BARMAN, parameters: { barmanObjectName: '' } }] })],
    ['barmanObjectName is missing'],
  ],
  ['a switched-off plugin', [cluster({ plugins: [{ name: BARMAN, enabled: false }] })], []],
  ['a name', [archived()], []],
]);
