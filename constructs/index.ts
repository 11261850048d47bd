export type { ParametersFor } from '../imports/parameters';
export type { Acknowledgement } from '../values/acknowledgement';
export { Duration } from '../values/duration';
export { ImageReference, type PostgresMajor } from '../values/image';
export { Instant } from '../values/instant';
export type { Objectives, PlatformAssumptions } from '../values/objectives';
export { Quantity, type QuantityInput } from '../values/quantity';
export type { Retention } from '../values/retention';
export { Schedule } from '../values/schedule';
export type { Suppression } from '../values/suppression';
export { DEFAULT_TARGET, type Target } from '../values/target';
export { type TunedParameters, type TuneResources, type TuneStorage, tune } from '../values/tune';
export type { TuneProfile } from '../values/tune-profile';
export { Backup, type BackupOptions, type BackupProps } from './backup/backup';
export {
  AzureCredentials,
  GoogleCredentials,
  type ObjectStoreCredentials,
  S3Credentials,
  type S3Keys,
} from './backup/credentials';
export type { BackupMethod } from './backup/method';
export { ObjectStore, type ObjectStoreEndpoint, type ObjectStoreProps } from './backup/object-store';
export { BARMAN_CLOUD_PLUGIN, type IObjectStore } from './backup/object-store-reference';
export { ScheduledBackup, type ScheduledBackupOptions, type ScheduledBackupProps } from './backup/scheduled-backup';
export type { VolumeSnapshotBackup } from './backup/volume-snapshot';
export type { Application } from './gitops/application';
export {
  ArgoApplication,
  type ArgoApplicationProps,
  type ChartSource,
  type Destination,
  type GitSource,
} from './gitops/argo-application';
export { ArgoProject, type ArgoProjectProps, type ResourceKind } from './gitops/argo-project';
export { Folder, type FolderProps } from './gitops/folder';
export { Kustomization } from './gitops/kustomization';
export { Namespace, type NamespaceProps } from './gitops/namespace';
export { argoAnnotations, type Protection, SyncWave } from './gitops/protection';
export { InputError } from './input-error';
export { type IMonitored, PodMonitor, type PodMonitorOptions, type PodMonitorProps } from './monitoring/pod-monitor';
export type { ObjectProps, PlacedObjectProps } from './object-metadata';
export type { Overrides } from './overrides';
export type { AntiAffinity, Spread, Synchronous } from './postgres/availability';
export {
  type ApplicationDatabase,
  type BaseBackupOptions,
  type Bootstrap,
  type ImportOptions,
  type InitdbOptions,
  type InitialSql,
  importFrom,
  initdb,
  pgBaseBackup,
  recovery,
  type SqlReference,
} from './postgres/bootstrap';
export type { Certificates } from './postgres/certificates';
export { PostgresCluster } from './postgres/cluster';
export {
  type DrillOptions,
  PostgresClusterFromBackup,
  type PostgresClusterFromBackupProps,
  type RecoveredFromArchive,
  type RecoveredFromCluster,
  type RecoverySource,
} from './postgres/cluster-from-backup';
export type { ClusterOverrides } from './postgres/cluster-overrides';
export type { Archive, Plugin, PostgresClusterProps } from './postgres/cluster-props';
export type { IPostgresCluster, PostgresClusterAttributes } from './postgres/cluster-reference';
export {
  type Connection,
  type ConnectionEnv,
  type ConnectionOptions,
  type ConnectionPart,
  type ConnectOptions,
  type Credentials,
  type Endpoint,
  type IConnectable,
  LIBPQ_ENV,
  POSTGRES_ENV,
  URL_ENV,
} from './postgres/connection';
export { Database, type DatabaseOptions, type DatabaseProps } from './postgres/database';
export type {
  DatabaseExtension,
  DatabaseSchema,
  Ensure,
  ForeignDataWrapper,
  ForeignOption,
  ForeignServer,
  ForeignUsage,
} from './postgres/database-objects';
export { distributedSite, type Site, type SiteOptions } from './postgres/distributed-site';
export {
  type ExternalArchive,
  ExternalCluster,
  type ExternalConnection,
  type SslMode,
} from './postgres/external-cluster';
export { type IImageCatalog, ImageCatalog, type ImageCatalogProps } from './postgres/image-catalog';
export { Pooler, type PoolerOptions, type PoolerProps } from './postgres/pooler';
export {
  Publication,
  type PublicationOptions,
  type PublicationProps,
  type PublicationTarget,
  type PublishedTable,
} from './postgres/publication';
export {
  addDrills,
  addRecoveries,
  type Recoveries,
  type Recovery,
  recoveriesFrom,
  servingCluster,
} from './postgres/recoveries';
export type { ArchiveTarget, RecoveryOptions, SnapshotSource, SnapshotTarget, VolumeSource } from './postgres/recovery';
export type { Replica } from './postgres/replica';
export type { RoleProps } from './postgres/role';
export type { Access, ServiceProps } from './postgres/service';
export type { Storage, Tablespace } from './postgres/storage';
export { Subscription, type SubscriptionOptions, type SubscriptionProps } from './postgres/subscription';
export { type ISecret, Secret, type SecretKey } from './security/secret';
export { type AccessMigrationsOptions, accessMigrations } from './security/tenancy/access-migrations';
export {
  type DatabaseAccess,
  type DatabaseRole,
  type DatabaseRoleKind,
  DatabaseRoles,
  type DatabaseRolesProps,
} from './security/tenancy/database-roles';
export { RowLevelSecurity, type RowLevelSecurityProps } from './security/tenancy/row-level-security';
export type { TableName, Tenancy, TenantType } from './security/tenancy/tenancy';
export { ApiDeployment, type ApiDeploymentProps } from './workload/api-deployment';
export { type ComposeOptions, composeFile } from './workload/compose';
export type { Probes } from './workload/probes';
export type { ResourceAmounts, Resources } from './workload/resources';
