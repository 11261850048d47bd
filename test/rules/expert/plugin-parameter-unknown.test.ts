import { pluginParameterUnknown } from '../../../rules/expert/plugin-parameter-unknown';
import { archived, table } from './support';

table(pluginParameterUnknown, [
  ['two of them', [archived({}, 'shop-db', { retention: '7d', path: 'x' })], ['"path"', '"retention"']],
  ['the two that there are', [archived({}, 'shop-db', { serverName: 'x' })], []],
]);
