import { storeReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import { runningClusters } from '../engine/applied-clusters';
import { isAt } from '../engine/path';
import { rollingUpdateOf } from '../engine/rollout';
import type { Transition } from '../engine/transition';

/** Settings of the plugin's sidecar, which is part of the pods of all clusters that use the store. */
export const sidecar: Transition = {
  kinds: [Kind.OBJECT_STORE],
  paths: ['spec.instanceSidecarConfiguration'],
  judge({ path }, context) {
    const { name, namespace } = context;
    if (isAt(path, 'spec.instanceSidecarConfiguration.retentionPolicyIntervalSeconds')) return undefined;
    const users = runningClusters(context)
      .filter((cluster) => namespaceOf(cluster) === namespace)
      .filter((cluster) => storeReferences(cluster).some(({ store }) => store === name));
    if (users.length === 0) return { impact: 'none', reason: 'no cluster of this change uses the store' };
    return rollingUpdateOf(users, 'the sidecar is part of every pod');
  },
};
