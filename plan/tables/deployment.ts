import type { Table } from '../engine/table';

const ROLLS = 'the pods of the API are made again, as its strategy says; the database goes on running';

export const DEPLOYMENT: Table = {
  'spec.template': ['rolling-update', ROLLS],
  'spec.replicas': ['none', 'pods come or go; those that stay are not touched'],
  'spec.selector': ['rejected', 'the selector of a Deployment cannot change; delete the Deployment and make it again'],
  'spec.strategy': ['none', 'holds for the next rollout'],
  'spec.paused': ['ignored', 'with true, changes of the template wait until it is false again'],
  'spec.minReadySeconds': ['none', 'holds for the next rollout'],
  'spec.progressDeadlineSeconds': ['none', 'holds for the next rollout'],
  'spec.revisionHistoryLimit': ['none', 'old ReplicaSets are kept for longer or shorter'],
};
