import { memoryQualityOfService } from '../../../rules/expert/memory-quality-of-service';
import { cluster, table } from './support';

const both = (requests: object, limits: object) => cluster({ resources: { requests, limits } });

table(memoryQualityOfService, [
  ['nothing', [cluster({})], ['the pods are BestEffort']],
  [
    'less than the limits',
    [both({ memory: '4Gi', cpu: '2' }, { memory: '8Gi', cpu: '4' })],
    ['and limits of memory and cpu differ: the pods are Burstable'],
  ],
  ['no limit of cpu', [both({ memory: '1Gi', cpu: '1' }, { memory: '1Gi' })], ['of cpu']],
  ['the same, spelled otherwise', [both({ memory: '1024Mi', cpu: '1' }, { memory: '1Gi', cpu: '1000m' })], []],
  ['limits alone, which are the requests', [both({}, { memory: '1Gi', cpu: '500m' })], []],
]);
