import { argoWaveClusterLast } from '../../../rules/expert/argo-wave-cluster-last';
import { application, cluster, deployment, objectStore, scheduledBackup, table } from './support';
import { wave } from './support/argo';

table(argoWaveClusterLast, [
  [
    'a schedule behind it',
    [cluster({}), wave(scheduledBackup({}), '1'), application('a', {})],
    ['ScheduledBackup daily is in wave 1'],
  ],
  ['the API behind it', [wave(cluster({}), '0'), wave(deployment({}), '2')], ['Deployment api is in wave 2']],
  [
    'all in one wave',
    [wave(cluster({}), '2'), wave(scheduledBackup({}), '2'), wave(objectStore('b', 'shop'), '-1')],
    [],
  ],
  ['another namespace', [wave(cluster({}), '0'), wave(deployment({}, 'api'), '2')], []],
  ['no wave that can be read', [wave(cluster({}), 'first'), wave(scheduledBackup({}), '0')], []],
]);
