import type { Table } from '../engine/table';

/** Other kinds that can cut clients off. */
export const SERVICE: Table = {
  'spec.selector': ['restart', 'clients of this Service reach other pods; connected clients must reconnect'],
  'spec.ports': ['restart', 'clients of this Service must use another port'],
  'spec.type': ['restart', 'the Service is reachable in another way'],
  'spec.clusterIP': ['rejected', 'the address of a Service is immutable; delete the Service and create it again'],
};

export const NETWORK_POLICY: Table = {
  spec: [
    'reload',
    'clients that it no longer allows are cut off immediately, with most network plugins in established connections too',
  ],
};

export const PVC: Table = {
  'spec.resources': ['none', 'the volume grows in place, if its storage class supports expansion'],
  spec: ['rejected', 'only the size of a claim can change'],
};

export const STATEFUL_SET: Table = {
  'spec.template': ['rolling-update', 'its pods are recreated one by one, according to its strategy'],
  'spec.replicas': ['none', 'pods are added or removed; the others are not touched'],
  'spec.ordinals': [
    'restart',
    'pods get other ordinals: those outside the range are removed, and new ones get new volumes',
  ],
  'spec.updateStrategy': ['none', 'applies to the next rollout'],
  'spec.minReadySeconds': ['none', 'applies to the next rollout'],
  'spec.revisionHistoryLimit': ['none', 'more or fewer old revisions are kept'],
  'spec.persistentVolumeClaimRetentionPolicy': ['none', 'applies when pods or the whole object are deleted'],
  spec: ['rejected', 'is immutable in a StatefulSet; delete it with --cascade=orphan and create it again'],
};

export const JOB: Table = {
  'spec.template': ['rejected', 'the pod template of a Job is immutable; delete the Job and create it again'],
  'spec.selector': ['rejected', 'the selector of a Job is immutable; delete the Job and create it again'],
  'spec.completionMode': ['rejected', 'the completion mode of a Job is immutable; delete the Job and create it again'],
};

export const SECRET: Table = {
  type: ['rejected', 'the type of a Secret is immutable; delete the Secret and create it again'],
  data: [
    'reload',
    'readers of this secret get other values; CNPG applies them immediately if it has the label cnpg.io/reload',
  ],
  stringData: [
    'reload',
    'readers of this secret get other values; CNPG applies them immediately if it has the label cnpg.io/reload',
  ],
};

export const STORAGE_CLASS: Table = Object.fromEntries(
  ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'].map((field) => [
    field,
    [
      'rejected',
      'is immutable in a StorageClass; make another one, or delete it and create it again: volumes stay as they were made',
    ],
  ]),
);

export const PRIORITY_CLASS: Table = Object.fromEntries(
  ['value', 'preemptionPolicy'].map((field) => [
    field,
    [
      'rejected',
      'is immutable in a PriorityClass; make another one, or delete it and create it again: pods that run keep theirs',
    ],
  ]),
);
