import { instanceLabel } from '../../../rules/expert/instance-label';
import { cluster, table, withMetadata } from './support';
import { kustomization } from './support/flux';

table(instanceLabel, [
  [
    'it',
    [withMetadata(cluster({}), { labels: { 'app.kubernetes.io/instance': 'x' } })],
    ['app.kubernetes.io/instance is the label'],
  ],
  [
    'what Flux applies',
    [kustomization({}), withMetadata(cluster({}), { labels: { 'app.kubernetes.io/instance': 'x' } })],
    [],
  ],
  ['another', [withMetadata(cluster({}), { labels: { 'app.kubernetes.io/name': 'x' } })], []],
]);
