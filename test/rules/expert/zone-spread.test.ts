import { zoneSpread } from '../../../rules/expert/zone-spread';
import { cluster, table } from './support';
import { three } from './support/availability';

const ZONE = 'topology.kubernetes.io/zone';

const OWN = { matchLabels: { 'cnpg.io/cluster': 'shop-db' } };

const spread = (fields: Record<string, unknown>) => ({
  topologySpreadConstraints: [
    { topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1, labelSelector: OWN, ...fields },
  ],
});

table(zoneSpread, [
  [
    'by host',
    [three({ affinity: { topologyKey: 'kubernetes.io/hostname', podAntiAffinityType: 'required' } })],
    ['nothing spreads'],
  ],
  ['by zone, preferred', [three({ affinity: { topologyKey: ZONE } })], ['nothing spreads']],
  ['where possible', [three(spread({ whenUnsatisfiable: 'ScheduleAnyway' }))], ['nothing spreads']],
  ['two more in one zone', [three(spread({ maxSkew: 2 }))], ['nothing spreads']],
  ['a constraint that counts no pods', [three(spread({ labelSelector: undefined }))], ['nothing spreads']],
  [
    'a constraint over the pods of another cluster',
    [three(spread({ labelSelector: { matchLabels: { 'cnpg.io/cluster': 'other-db' } } }))],
    ['nothing spreads'],
  ],
  ['by zone, required', [three({ affinity: { topologyKey: ZONE, podAntiAffinityType: 'required' } })], []],
  ['a constraint', [three(spread({}))], []],
  ['one instance', [cluster({ instances: 1 })], []],
]);
