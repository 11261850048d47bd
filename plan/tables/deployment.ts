import type { Table } from '../engine/table';

const ROLLS = 'its pods are recreated according to its strategy; the database keeps running';

export const DEPLOYMENT: Table = {
  'spec.template': ['rolling-update', ROLLS],
  'spec.replicas': ['none', 'pods are added or removed; the others are not touched'],
  'spec.selector': ['rejected', 'the selector of a Deployment is immutable; delete the Deployment and create it again'],
  'spec.strategy': ['none', 'applies to the next rollout'],
  'spec.paused': ['ignored', 'with true, changes of the template wait until it is false'],
  'spec.minReadySeconds': ['none', 'applies to the next rollout'],
  'spec.progressDeadlineSeconds': ['none', 'applies to the next rollout'],
  'spec.revisionHistoryLimit': ['none', 'more or fewer old ReplicaSets are kept'],
};
