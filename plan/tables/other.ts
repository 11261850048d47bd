import type { Table } from '../engine/table';

/** Other kinds that can cut clients off. */
export const SERVICE: Table = {
  'spec.selector': ['restart', 'clients of this Service reach other pods; those that are connected must reconnect'],
  'spec.ports': ['restart', 'clients of this Service must use another port'],
  'spec.type': ['restart', 'the Service is reachable another way'],
  'spec.clusterIP': ['rejected', 'the address of a Service cannot change; delete the Service and make it again'],
};

export const NETWORK_POLICY: Table = {
  spec: ['reload', 'whom it allows no more is cut off at once, with most networks in established connections, too'],
};

export const PVC: Table = {
  'spec.resources': ['none', 'the volume grows in place, where its storage class can do that'],
  spec: ['rejected', 'only the size of a claim can change'],
};

export const STATEFUL_SET: Table = {
  'spec.template': ['rolling-update', 'its pods are made again one by one, as its strategy says'],
  'spec.replicas': ['none', 'pods come or go; those that stay are not touched'],
  'spec.ordinals': [
    'restart',
    'pods are numbered anew: those with other numbers go, with new volumes for the new ones',
  ],
  'spec.updateStrategy': ['none', 'holds for the next rollout'],
  'spec.minReadySeconds': ['none', 'holds for the next rollout'],
  'spec.revisionHistoryLimit': ['none', 'old revisions are kept for longer or shorter'],
  'spec.persistentVolumeClaimRetentionPolicy': ['none', 'holds when pods or the whole object are deleted'],
  spec: ['rejected', 'cannot change in a StatefulSet; delete it with --cascade=orphan and make it again'],
};

export const JOB: Table = {
  'spec.template': ['rejected', 'a Job runs the pods that it was made with; delete it and make it again'],
  'spec.selector': ['rejected', 'the selector of a Job cannot change; delete the Job and make it again'],
  'spec.completionMode': ['rejected', 'the mode of a Job cannot change; delete the Job and make it again'],
};

export const SECRET: Table = {
  type: ['rejected', 'the type of a Secret cannot change; delete the Secret and make it again'],
  data: [
    'reload',
    'whoever reads this secret gets other values; CNPG follows at once if it is labelled cnpg.io/reload',
  ],
  stringData: [
    'reload',
    'whoever reads this secret gets other values; CNPG follows at once if it is labelled cnpg.io/reload',
  ],
};
