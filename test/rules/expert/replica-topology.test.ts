import { replicaTopology } from '../../../rules/expert/replica-topology';
import { cluster, table } from './support';

const member = (name: string, replica: object) => cluster({ replica }, name);

table(replicaTopology, [
  [
    'nobody',
    [member('north', { primary: 'x', source: 'south' }), member('south', { primary: 'x', source: 'north' })],
    ['only north, south'],
  ],
  ['self', [member('north', { primary: 'x', self: 'x' }), member('south', { primary: 'x' })], []],
  ['one of them alone', [member('north', { primary: 'south', source: 'south' })], []],
]);
