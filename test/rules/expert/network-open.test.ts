import { networkOpen } from '../../../rules/expert/network-open';
import { table, withMetadata } from './support';
import { DB, into, one, out, policy, three } from './support/network';

const OPEN = 'no NetworkPolicy selects its instances';

table(networkOpen, [
  ['no policy', [one], [OPEN]],
  ['one of the primary alone', [three, policy({ podSelector: { matchLabels: { role: 'primary' } } })], [OPEN]],
  ['one of what goes out', [one, out()], [OPEN]],
  ['one of another cluster', [one, policy({ podSelector: { matchLabels: { 'cnpg.io/cluster': 'b' } } })], [OPEN]],
  ['one of another namespace', [one, withMetadata(policy(DB), { namespace: 'x' })], [OPEN]],
  ['one that selects them', [three, into({})], []],
  [
    'one that leaves out what a drill cuts off',
    [
      three,
      policy({
        podSelector: {
          ...DB.podSelector,
          matchExpressions: [{ key: 'cnpg-gitops/partition', operator: 'DoesNotExist' }],
        },
      }),
    ],
    [],
  ],
  ['a default', [one, policy({ podSelector: {} })], []],
  [
    'Calico in its place',
    [one, { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'x' } }],
    [],
  ],
]);
