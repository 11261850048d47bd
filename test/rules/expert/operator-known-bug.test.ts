import { operatorKnownBug } from '../../../rules/expert/operator-known-bug';
import { archived, cluster, dependent, table, unknownOperator } from './support';
import { synchronous, three } from './support/availability';

const at = (operator: string) => ({ target: { operator } });

const failing = ['(#10409); when'];

const managed = { managed: { roles: [{ name: 'x', passwordSecret: { name: 'x' } }] } };

table(operatorKnownBug, [
  ['three instances on 1.28.0', [three({})], failing, at('1.28.0')],
  ['on 1.28.2', [three({})], failing, at('1.28.2')],
  ['on 1.28.3', [three({})], [], at('1.28.3')],
  ['on 1.29.0', [three({})], failing, at('1.29.0')],
  ['on 1.29.1', [three({})], [], at('1.29.1')],
  ['on 1.30.0', [three({})], [], at('1.30.0')],
  ['on 1.27.4, of which it is not known which bugs came later', [three({})], [], at('1.27.4')],
  ['on what a chart in no table installs', [three({})], [], { target: unknownOperator('older', 'chart 0.26.0') }],
  ['one instance', [cluster({ instances: 1 })], [], at('1.28.0')],
  [
    'a switchover with an archiver',
    [archived({ instances: 3, primaryUpdateMethod: 'switchover' })],
    ['(#11032)'],
    at('1.28.3'),
  ],
  ['synchronous', [synchronous({})], ['has 3 bugs that concern it: '], at('1.28.1')],
  ['a recovery', [cluster({ bootstrap: { recovery: { source: 'x' } } })], ['(#10818)'], at('1.29.1')],
  ['a recovery on 1.29.2', [cluster({ bootstrap: { recovery: { source: 'x' } } })], [], at('1.29.2')],
  ['a recovery on 1.30.0', [cluster({ bootstrap: { recovery: { source: 'x' } } })], [], at('1.30.0')],
  ['a role with a password', [cluster(managed)], ['(#10053); '], at('1.28.1')],
  [
    'two owners of a database',
    [cluster({}), dependent('Database', 'd', { databaseReclaimPolicy: 'delete' })],
    ['(#10870)'],
    at('1.28.3'),
  ],
]);
