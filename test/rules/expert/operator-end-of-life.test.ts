import { operatorEndOfLife } from '../../../rules/expert/operator-end-of-life';
import { cluster, table } from './support';
import { operator } from './support/argo';

table(operatorEndOfLife, [
  ['the target, before', [cluster({})], [], { now: '2026-06-30' }],
  [
    'the target, after',
    [cluster({})],
    ['the targeted CloudNativePG 1.28.0 has had no fixes since 2026-06-30'],
    { now: '2026-07-01' },
  ],
  ['a maintained target', [cluster({})], [], { target: { operator: '1.30.0' } }],
  ['an Application that says it', [cluster({}), operator], ['chart 0.27.0 installs CloudNativePG 1.28']],
]);
