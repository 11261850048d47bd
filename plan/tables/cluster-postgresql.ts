import type { Table } from '../engine/table';

/** PostgreSQL's own configuration, and how instances replicate. Parameters are judged by their context in a transition. */
export const CLUSTER_POSTGRESQL: Table = {
  'spec.imageName': ['rolling-update', 'another image, so all pods are made again'],
  'spec.imageCatalogRef': ['rolling-update', 'another image, so all pods are made again'],
  'spec.postgresql.parameters': ['reload', 'PostgreSQL reads its configuration again'],
  'spec.postgresql.pg_hba': ['reload', 'new connections are judged by the new rules; those there are stay'],
  'spec.postgresql.pg_ident': ['reload', 'new connections are judged by the new map; those there are stay'],
  'spec.postgresql.ldap': ['reload', 'pg_hba changes: new connections are judged by it'],
  'spec.postgresql.enableAlterSystem': ['reload', 'allow_alter_system changes'],
  'spec.postgresql.shared_preload_libraries': ['rolling-update', 'libraries are loaded when PostgreSQL starts'],
  'spec.postgresql.extensions': ['rolling-update', 'images of extensions are mounted, so all pods are made again'],
  'spec.postgresql.synchronous': ['reload', 'synchronous_standby_names changes'],
  'spec.postgresql.syncReplicaElectionConstraint': ['reload', 'synchronous_standby_names changes'],
  'spec.postgresql.promotionTimeout': ['none', 'holds for the next promotion'],
  'spec.minSyncReplicas': ['reload', 'synchronous_standby_names changes'],
  'spec.maxSyncReplicas': ['reload', 'synchronous_standby_names changes'],
  'spec.replicationSlots': ['reload', 'replication slots are made or dropped on the running primary'],
  'spec.replicationSlots.highAvailability.slotPrefix': ['rejected', 'the prefix stays while the slots are on'],
  'spec.replicationSlots.updateInterval': ['none', 'the instance manager looks at the slots at another interval'],
  'spec.externalClusters': ['reload', 'what a replica cluster follows is configured again; it has no effect on others'],
  'spec.replica': ['restart', 'the role of the cluster changes, and PostgreSQL restarts in it'],
  'spec.replica.source': ['reload', 'the designated primary follows another source'],
  'spec.replica.minApplyDelay': ['reload', 'recovery_min_apply_delay changes on the designated primary'],
};
