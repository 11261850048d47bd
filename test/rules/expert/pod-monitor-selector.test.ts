import { podMonitorSelector } from '../../../rules/expert/pod-monitor-selector';
import { cluster, table } from './support';
import { elsewhere, monitor } from './support/references';

table(podMonitorSelector, [
  [
    'another namespace',
    [elsewhere(cluster({})), monitor({})],
    ['is in namespace other, where this PodMonitor does not look'],
  ],
  ['an unknown name', [cluster({}, 'db'), monitor({})], ['not in the input']],
  [
    'a selector of that namespace',
    [elsewhere(cluster({})), monitor({ namespaceSelector: { matchNames: ['other'] } })],
    [],
  ],
  ['all namespaces', [elsewhere(cluster({})), monitor({ namespaceSelector: { any: true } })], []],
  ['other labels', [cluster({}, 'db'), monitor({}, { app: 'x' })], []],
  ['a namespace of which the run knows nothing', [elsewhere(cluster({}, 'db')), monitor({})], []],
  ['here', [cluster({}), monitor({})], []],
]);
