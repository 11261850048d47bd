import { antiAffinity } from '../../../rules/expert/anti-affinity';
import { table } from './support';
import { three } from './support/availability';

table(antiAffinity, [
  ['preferred, by default', [three({})], ['different nodes are only preferred']],
  ['off', [three({ affinity: { enablePodAntiAffinity: false, podAntiAffinityType: 'required' } })], ['nothing keeps']],
  ['required', [three({ affinity: { podAntiAffinityType: 'required' } })], []],
]);
