import { parameterOperatorOwned } from '../../../rules/expert/parameter-operator-owned';
import { parameters, table } from './support';

table(parameterOperatorOwned, [
  ['another case', [parameters({ SSL: 'off' })], ['SSL is']],
  ['what is overwritten', [parameters({ allow_alter_system: 'on' })], ['has no effect']],
  ['what the webhook refuses', [parameters({ ssl: 'off', archive_command: 'x' })], []],
]);
