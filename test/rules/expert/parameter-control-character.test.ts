import { parameterControlCharacter } from '../../../rules/expert/parameter-control-character';
import { parameters, table } from './support';

table(parameterControlCharacter, [
  ['in a value', [parameters({ log_line_prefix: '%m\nfsync = off' })], ['the value "%m\\nfsync = off"']],
  ['in a name', [parameters({ 'work_mem\nfsync': '4MB' })], ['the name']],
]);
