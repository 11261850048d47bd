import type { Table } from '../engine/table';

/** Fields that go into the pods of a Cluster. CNPG recreates a pod when its specification differs from what the Cluster asks for. */
export const CLUSTER_PODS: Table = {
  'spec.affinity': ['rolling-update', 'the scheduling rules are part of every pod, so all pods are recreated'],
  'spec.topologySpreadConstraints': ['rolling-update', 'the spread is part of every pod, so all pods are recreated'],
  'spec.schedulerName': ['rolling-update', 'another scheduler places the pods, so all pods are recreated'],
  'spec.priorityClassName': ['rolling-update', 'the priority is part of every pod, so all pods are recreated'],
  'spec.resources': ['rolling-update', 'requests and limits are part of every pod, so all pods are recreated'],
  'spec.env': ['rolling-update', 'the environment is part of every pod, so all pods are recreated'],
  'spec.envFrom': ['rolling-update', 'the environment is part of every pod, so all pods are recreated'],
  'spec.projectedVolumeTemplate': ['rolling-update', 'a mounted volume changes, so all pods are recreated'],
  'spec.ephemeralVolumeSource': ['rolling-update', 'a mounted volume changes, so all pods are recreated'],
  'spec.ephemeralVolumesSizeLimit': ['rolling-update', 'a mounted volume changes, so all pods are recreated'],
  'spec.imagePullPolicy': ['rolling-update', 'the pull policy is part of every pod, so all pods are recreated'],
  'spec.imagePullSecrets': ['none', 'is added to the service account; the next new pod pulls with it'],
  'spec.logLevel': ['rolling-update', 'the instance manager gets it as an argument, so all pods are recreated'],
  'spec.startDelay': ['rolling-update', 'the startup probe is part of every pod, so all pods are recreated'],
  'spec.stopDelay': ['rolling-update', 'the grace period is part of every pod, so all pods are recreated'],
  'spec.probes': ['rolling-update', 'the probes are part of every pod, so all pods are recreated'],
  'spec.livenessProbeTimeout': ['rolling-update', 'the probes are part of every pod, so all pods are recreated'],
  'spec.seccompProfile': ['rolling-update', 'the security context is part of every pod, so all pods are recreated'],
  'spec.securityContext': ['rolling-update', 'the security context is part of every pod, so all pods are recreated'],
  'spec.podSecurityContext': ['rolling-update', 'the security context is part of every pod, so all pods are recreated'],
  'spec.postgresUID': ['rejected', 'the files on the volumes belong to this user, so it is immutable'],
  'spec.postgresGID': ['rejected', 'the files on the volumes belong to this group, so it is immutable'],
  'spec.serviceAccountTemplate': ['none', 'the service account is changed in place'],
  'spec.inheritedMetadata': ['none', 'labels and annotations are written to the running objects; no process restarts'],
};
