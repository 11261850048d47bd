import { parameterDurability } from '../../../rules/expert/parameter-durability';
import { parameters, table } from './support';

table(parameterDurability, [
  ['fsync', [parameters({ fsync: 'false' })], ['fsync is false']],
  ['in another case', [parameters({ Full_Page_Writes: 'OFF' })], ['Full_Page_Writes is OFF']],
  ['on', [parameters({ fsync: 'on', synchronous_commit: 'off' })], []],
]);
