import { instanceLabel } from '../../../rules/expert/instance-label';
import { cluster, table, withMetadata } from './support';

table(instanceLabel, [
  [
    'it',
    [withMetadata(cluster({}), { labels: { 'app.kubernetes.io/instance': 'x' } })],
    ['app.kubernetes.io/instance is the label'],
  ],
  ['another', [withMetadata(cluster({}), { labels: { 'app.kubernetes.io/name': 'x' } })], []],
]);
