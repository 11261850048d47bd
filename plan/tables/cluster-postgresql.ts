import type { Table } from '../engine/table';

/** PostgreSQL's own configuration, and the replication of instances. A transition judges parameters by their context. */
export const CLUSTER_POSTGRESQL: Table = {
  'spec.imageName': ['rolling-update', 'the image changes, so all pods are recreated'],
  'spec.imageCatalogRef': ['rolling-update', 'the image changes, so all pods are recreated'],
  'spec.postgresql.parameters': ['reload', 'PostgreSQL reloads its configuration'],
  'spec.postgresql.pg_hba': ['reload', 'the new rules apply to new connections; existing ones remain'],
  'spec.podSelectorRefs': ['reload', 'pg_hba follows the selected pods; existing connections remain'],
  'spec.postgresql.pg_ident': ['reload', 'the new map applies to new connections; existing ones remain'],
  'spec.postgresql.ldap': ['reload', 'pg_hba changes and applies to new connections'],
  'spec.postgresql.enableAlterSystem': ['reload', 'allow_alter_system changes'],
  'spec.postgresql.shared_preload_libraries': ['rolling-update', 'libraries are loaded at server start'],
  'spec.postgresql.extensions': ['rolling-update', 'images of extensions are mounted, so all pods are recreated'],
  'spec.postgresql.synchronous': ['reload', 'synchronous_standby_names changes'],
  'spec.postgresql.syncReplicaElectionConstraint': ['reload', 'synchronous_standby_names changes'],
  'spec.postgresql.promotionTimeout': ['none', 'applies to the next promotion'],
  'spec.minSyncReplicas': ['reload', 'synchronous_standby_names changes'],
  'spec.maxSyncReplicas': ['reload', 'synchronous_standby_names changes'],
  'spec.replicationSlots': ['reload', 'replication slots are created or dropped on the running primary'],
  'spec.replicationSlots.highAvailability.slotPrefix': [
    'rejected',
    'the prefix cannot change while the slots are enabled',
  ],
  'spec.replicationSlots.updateInterval': ['none', 'the instance manager updates the slots at another interval'],
  'spec.externalClusters': [
    'reload',
    'the source of a replica cluster is reconfigured; other clusters are not affected',
  ],
  'spec.replica': ['restart', 'the role of the cluster changes, and PostgreSQL restarts'],
  'spec.replica.source': ['reload', 'the designated primary follows another source'],
  'spec.replica.minApplyDelay': ['reload', 'recovery_min_apply_delay changes on the designated primary'],
};
