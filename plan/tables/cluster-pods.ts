import type { Table } from '../engine/table';

/** What stands in the pods of a Cluster: CNPG makes a pod again when its specification differs from what the Cluster asks for. */
export const CLUSTER_PODS: Table = {
  'spec.affinity': ['rolling-update', 'the scheduling rules are part of every pod, so all pods are made again'],
  'spec.topologySpreadConstraints': ['rolling-update', 'the spread is part of every pod, so all pods are made again'],
  'spec.schedulerName': ['rolling-update', 'another scheduler places the pods, so all pods are made again'],
  'spec.priorityClassName': ['rolling-update', 'the priority is part of every pod, so all pods are made again'],
  'spec.resources': ['rolling-update', 'requests and limits are part of every pod, so all pods are made again'],
  'spec.env': ['rolling-update', 'the environment is part of every pod, so all pods are made again'],
  'spec.envFrom': ['rolling-update', 'the environment is part of every pod, so all pods are made again'],
  'spec.projectedVolumeTemplate': ['rolling-update', 'a mounted volume changes, so all pods are made again'],
  'spec.ephemeralVolumeSource': ['rolling-update', 'a mounted volume changes, so all pods are made again'],
  'spec.ephemeralVolumesSizeLimit': ['rolling-update', 'a mounted volume changes, so all pods are made again'],
  'spec.imagePullPolicy': ['rolling-update', 'the pull policy is part of every pod, so all pods are made again'],
  'spec.imagePullSecrets': ['none', 'goes to the service account; the next pod that is made pulls with it'],
  'spec.logLevel': ['rolling-update', 'the instance manager gets it as an argument, so all pods are made again'],
  'spec.startDelay': ['rolling-update', 'the startup probe is part of every pod, so all pods are made again'],
  'spec.stopDelay': ['rolling-update', 'the grace period is part of every pod, so all pods are made again'],
  'spec.probes': ['rolling-update', 'the probes are part of every pod, so all pods are made again'],
  'spec.livenessProbeTimeout': ['rolling-update', 'the probes are part of every pod, so all pods are made again'],
  'spec.seccompProfile': ['rolling-update', 'the security context is part of every pod, so all pods are made again'],
  'spec.securityContext': ['rolling-update', 'the security context is part of every pod, so all pods are made again'],
  'spec.podSecurityContext': [
    'rolling-update',
    'the security context is part of every pod, so all pods are made again',
  ],
  'spec.postgresUID': ['rejected', 'the files on the volumes belong to this user, so it cannot change'],
  'spec.postgresGID': ['rejected', 'the files on the volumes belong to this group, so it cannot change'],
  'spec.serviceAccountTemplate': ['none', 'the service account is changed in place'],
  'spec.inheritedMetadata': [
    'none',
    'labels and annotations are written onto the running objects; no process restarts',
  ],
};
