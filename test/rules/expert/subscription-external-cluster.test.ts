import { subscriptionExternalCluster } from '../../../rules/expert/subscription-external-cluster';
import { cluster, table } from './support';
import { subscription } from './support/references';

table(subscriptionExternalCluster, [
  ['not declared', [cluster({}), subscription], ['declares no external cluster "source", only none']],
  ['declared', [cluster({ externalClusters: [{ name: 'source' }] }), subscription], []],
]);
