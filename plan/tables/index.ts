import type { GroupKind } from '../../manifests/object/manifest';
import type { Table } from '../engine/table';
import { BACKUP } from './backup';
import { CLUSTER_BACKUP } from './cluster-backup';
import { CLUSTER_BOOTSTRAP } from './cluster-bootstrap';
import { CLUSTER_ANNOTATIONS, CLUSTER_OPERATIONS } from './cluster-operations';
import { CLUSTER_PODS } from './cluster-pods';
import { CLUSTER_POSTGRESQL } from './cluster-postgresql';
import { CLUSTER_STORAGE } from './cluster-storage';
import { DATABASE } from './database';
import { DATABASE_ROLE } from './database-role';
import { DEPLOYMENT } from './deployment';
import { IMAGE_CATALOG } from './image-catalog';
import { METADATA_TABLE } from './metadata';
import { OBJECT_STORE } from './object-store';
import { JOB, NETWORK_POLICY, PRIORITY_CLASS, PVC, SECRET, SERVICE, STATEFUL_SET, STORAGE_CLASS } from './other';
import { POOLER } from './pooler';
import { PUBLICATION } from './publication';
import { SCHEDULED_BACKUP } from './scheduled-backup';
import { SUBSCRIPTION } from './subscription';

const CLUSTER: Table = {
  ...CLUSTER_ANNOTATIONS,
  ...CLUSTER_BACKUP,
  ...CLUSTER_BOOTSTRAP,
  ...CLUSTER_OPERATIONS,
  ...CLUSTER_PODS,
  ...CLUSTER_POSTGRESQL,
  ...CLUSTER_STORAGE,
};

const TABLES: Readonly<Record<GroupKind, Table>> = {
  'apps/Deployment': DEPLOYMENT,
  'apps/StatefulSet': STATEFUL_SET,
  'barmancloud.cnpg.io/ObjectStore': OBJECT_STORE,
  'batch/Job': JOB,
  'networking.k8s.io/NetworkPolicy': NETWORK_POLICY,
  PersistentVolumeClaim: PVC,
  'postgresql.cnpg.io/Backup': BACKUP,
  'postgresql.cnpg.io/Cluster': CLUSTER,
  'postgresql.cnpg.io/ClusterImageCatalog': IMAGE_CATALOG,
  'postgresql.cnpg.io/Database': DATABASE,
  'postgresql.cnpg.io/DatabaseRole': DATABASE_ROLE,
  'postgresql.cnpg.io/ImageCatalog': IMAGE_CATALOG,
  'postgresql.cnpg.io/Pooler': POOLER,
  'postgresql.cnpg.io/Publication': PUBLICATION,
  'postgresql.cnpg.io/ScheduledBackup': SCHEDULED_BACKUP,
  'postgresql.cnpg.io/Subscription': SUBSCRIPTION,
  'scheduling.k8s.io/PriorityClass': PRIORITY_CLASS,
  Secret: SECRET,
  Service: SERVICE,
  'storage.k8s.io/StorageClass': STORAGE_CLASS,
};

const complete = new Map(Object.entries(TABLES).map(([kind, table]) => [kind, { ...METADATA_TABLE, ...table }]));

/** The impacts of the fields of a kind; for a kind without a table, only those of metadata. */
export function tableOf(kind: GroupKind): Table {
  return complete.get(kind) ?? METADATA_TABLE;
}
