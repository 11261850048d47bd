export type { ParametersFor } from '../imports/parameters';
export { BARMAN_CLOUD_PLUGIN } from '../values/cnpg/barman-cloud';
export { chartFor } from '../values/cnpg/chart-versions';
export type { Access } from '../values/cnpg/derived-names';
export { PERMISSION_ANNOTATION } from '../values/cnpg/drill';
export { ImageReference, type PostgresMajor, type PostgresVersion } from '../values/cnpg/image';
export { DEFAULT_TARGET, type Target } from '../values/cnpg/target';
export type { Acknowledgement } from '../values/declarations/acknowledgement';
export { type AuditClass, type Compliance, type HipaaDeclaration, hipaa } from '../values/declarations/compliance';
export type { Objectives, PlatformAssumptions } from '../values/declarations/objectives';
export type { Suppression } from '../values/declarations/suppression';
export type { PodSecurityLevel } from '../values/kubernetes/pod-security';
export { Quantity, type QuantityInput } from '../values/kubernetes/quantity';
export { isSystemNamespace } from '../values/kubernetes/system-namespaces';
export { type TunedParameters, type TuneResources, type TuneStorage, tune } from '../values/postgres/tune';
export type { TuneProfile } from '../values/postgres/tune-profile';
export { Duration } from '../values/time/duration';
export { Instant, type InstantInput } from '../values/time/instant';
export type { Retention } from '../values/time/retention';
export { type CronExpression, Schedule, type TimeOfDay, type Weekday } from '../values/time/schedule';
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
export type { IObjectStore } from './backup/object-store-reference';
export { ScheduledBackup, type ScheduledBackupOptions, type ScheduledBackupProps } from './backup/scheduled-backup';
export type { VolumeSnapshotBackup } from './backup/volume-snapshot';
export { InputError } from './base/input-error';
export type { ObjectProps, PlacedObjectProps } from './base/object-metadata';
export type { Overrides } from './base/overrides';
export type { PgbenchOptions } from './drills/drill-pods';
export type { CommandDrill } from './drills/drill-role';
export {
  addDrillSchedule,
  DrillSchedule,
  type DrillScheduleOptions,
  type DrillScheduleProps,
  hasScheduledDrills,
} from './drills/drill-schedule';
export { type Application, buildApplication, targetOf } from './gitops/application';
export { type AppliedFolder, appliedFolders } from './gitops/applied-folders';
export {
  ArgoApplication,
  type ArgoApplicationProps,
  type ChartSource,
  type Destination,
  type GitSource,
  type SyncOptions,
} from './gitops/argo-application';
export { ArgoApplicationSet, type ArgoApplicationSetProps, type FleetMember } from './gitops/argo-application-set';
export { type ArgoConfigPatches, argoConfigPatches, type ConfigMapPatch } from './gitops/argo-config-patch';
export { argoHealth } from './gitops/argo-health';
export {
  argoNotifications,
  type DatabaseTrigger,
  type Recipients,
  type Subscriptions,
} from './gitops/argo-notifications';
export { ArgoProject, type ArgoProjectProps, type NamedResources, type ResourceKind } from './gitops/argo-project';
export { type FluxHealthCheck, fluxHealth } from './gitops/flux-health';
export { FluxHelmRelease, type FluxHelmReleaseProps } from './gitops/flux-helm-release';
export { FluxKustomization, type FluxKustomizationProps } from './gitops/flux-kustomization';
export {
  FluxGitRepository,
  type FluxGitRepositoryProps,
  FluxHelmRepository,
  type FluxHelmRepositoryProps,
} from './gitops/flux-source';
export { Folder, type FolderProps } from './gitops/folder';
export { type GitOps, useGitOps } from './gitops/gitops';
export { Kustomization } from './gitops/kustomization';
export { Namespace, type NamespaceProps, podSecurityLabels } from './gitops/namespace';
export {
  hasService,
  type NodeMonitor,
  objectivesOn,
  operatorReplicas,
  type Platform,
  type PlatformNetwork,
  type PlatformService,
} from './gitops/platform';
export { argoAnnotations, type Protection, SyncWave } from './gitops/protection';
export type { SyncWindow } from './gitops/sync-window';
export { ALERT_QUERIES } from './monitoring/alert-queries';
export type { ClusterAlertName } from './monitoring/alerts';
export type { AlertLimits } from './monitoring/alerts/alert-limits';
export type { CertificateSource } from './monitoring/alerts/certificate-source';
export type { MetricSource } from './monitoring/alerts/metrics';
export type { Deployed, PlatformFacts } from './monitoring/alerts/operator-alerts';
export { ClusterAlerts, type ClusterAlertsProps, type ExcludedAlert } from './monitoring/cluster-alerts';
export {
  ClusterDashboards,
  type ClusterDashboardsProps,
  type DashboardSidecar,
} from './monitoring/cluster-dashboards';
export { CustomQueries, type CustomQueriesProps } from './monitoring/custom-queries';
export type { ColumnUsage, CustomQuery, QueryColumn, QuerySet } from './monitoring/custom-query';
export { PlatformAlerts, type PlatformAlertsProps } from './monitoring/platform-alerts';
export { type IMonitored, PodMonitor, type PodMonitorOptions, type PodMonitorProps } from './monitoring/pod-monitor';
export {
  type AddressRange,
  type AnywhereOptions,
  anywhere,
  PRIVATE_ADDRESSES,
} from './network/addresses';
export { CNPG_OPERATOR, DatabaseNetwork } from './network/database-network';
export type { DatabaseNetworkProps, PoolerClients } from './network/database-network-props';
export { DefaultDeny, type DefaultDenyProps } from './network/default-deny';
export { OperatorNetwork, type OperatorNetworkProps } from './network/operator-network';
export {
  type DnsServers,
  KUBE_DNS,
  type NetworkDestination,
  type NetworkPeer,
  type PodDestination,
} from './network/peers';
export { type NetworkWorkload, WorkloadNetwork, type WorkloadNetworkProps } from './network/workload-network';
export { ProductionDatabase } from './patterns/production-database';
export type {
  AdoptedBackup,
  DeclaredAccess,
  DeclaredApi,
  DeclaredBackup,
  DeclaredDatabase,
  DeclaredMonitoring,
  DeclaredNetwork,
  DeclaredPooler,
  DeclaredRole,
  DeclaredSecondSite,
  DisposableData,
  FurtherDatabase,
  ProductionDatabaseProps,
} from './patterns/production-database-props';
export type { SiteParts } from './patterns/site';
export type { AdoptedPooler } from './postgres/adopted-pooler';
export type { AntiAffinity, Spread, Synchronous } from './postgres/availability';
export {
  type ApplicationDatabase,
  type BaseBackupBootstrap,
  type BaseBackupOptions,
  type Bootstrap,
  type ImportBootstrap,
  type ImportOptions,
  type InitdbBootstrap,
  type InitdbOptions,
  type InitialSql,
  importFrom,
  initdb,
  pgBaseBackup,
  type RecoveryBootstrap,
  recovery,
  type SqlReference,
} from './postgres/bootstrap';
export {
  type Certificates,
  type CertManagerOptions,
  certManager,
  type GivenCertificates,
  type IssuerReference,
  type ManagedCertificates,
} from './postgres/certificates';
export { PostgresCluster } from './postgres/cluster';
export {
  type DrillOptions,
  PostgresClusterFromBackup,
  type PostgresClusterFromBackupProps,
  type RecoveredFromArchive,
  type RecoveredFromCluster,
  type RecoverySource,
} from './postgres/cluster-from-backup';
export type { AdoptedCluster, ClusterOverrides } from './postgres/cluster-overrides';
export type { AnyClusterProps, Archive, Plugin, PostgresClusterProps } from './postgres/cluster-props';
export type { IPostgresCluster, RegisteredRole } from './postgres/cluster-reference';
export {
  type CertificateCredentials,
  CLIENT_CERTIFICATE_MOUNT_PATH,
  type ClientCertificate,
  type Connection,
  type ConnectionEnv,
  type ConnectionOptions,
  type ConnectionPart,
  type ConnectionTarget,
  type ConnectOptions,
  CREDENTIALS_MOUNT_PATH,
  type Credentials,
  type Endpoint,
  type IConnectable,
  LIBPQ_ENV,
  type PasswordCredentials,
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
export { DatabaseRole, type DatabaseRoleOptions, type DatabaseRoleProps } from './postgres/database-role';
export { distributedSite, type Site, type SiteOptions } from './postgres/distributed-site';
export type { ExtensionImage, PostgresImage, PostgresImages } from './postgres/extension-image';
export {
  type ExternalArchive,
  ExternalCluster,
  type ExternalConnection,
  type SslMode,
} from './postgres/external-cluster';
export type { HbaRule, PodSelector } from './postgres/hba-rule';
export {
  type ComponentImage,
  type IImageCatalog,
  ImageCatalog,
  type ImageCatalogProps,
} from './postgres/image-catalog';
export type { PostgresClusterAttributes } from './postgres/imported-cluster';
export type { OnlineUpgrade } from './postgres/online-upgrades';
export {
  Pooler,
  type PoolerCertificate,
  type PoolerOptions,
  type PoolerProps,
} from './postgres/pooler';
export type { PrimaryLease } from './postgres/primary-lease';
export {
  Publication,
  type PublicationOptions,
  type PublicationProps,
  type PublicationTarget,
  type PublishedTable,
} from './postgres/publication';
export { recoveriesFrom } from './postgres/read-recoveries';
export type { Rebuild } from './postgres/rebuild';
export {
  addDrills,
  addRecoveries,
  type DroppedCluster,
  type Recoveries,
  type Recovery,
  servingCluster,
} from './postgres/recoveries';
export { recoveriesOf } from './postgres/recoveries-of';
export type { ArchiveTarget, RecoveryOptions, SnapshotSource, SnapshotTarget, VolumeSource } from './postgres/recovery';
export type { Replica } from './postgres/replica';
export type { RoleAttributes, RoleProps } from './postgres/role';
export type { ServiceProps } from './postgres/service';
export type { Storage, Tablespace } from './postgres/storage';
export { Subscription, type SubscriptionOptions, type SubscriptionProps } from './postgres/subscription';
export type { ReducedTls, Tls, TlsMode } from './postgres/tls';
export { type AccessMigrationsOptions, accessMigrations } from './roles/access-migrations';
export {
  type AccessRole,
  type DatabaseAccess,
  type DatabaseRoleKind,
  DatabaseRoles,
  type DatabaseRolesProps,
} from './roles/database-roles';
export {
  PrivateDatabase,
  type PrivateDatabaseAccess,
  type PrivateDatabaseProps,
} from './roles/private-database';
export { RowLevelSecurity, type RowLevelSecurityProps } from './roles/row-level-security';
export type { TableName, Tenancy, TenantType } from './roles/tenancy';
export { RotatedCredentials, type RotatedCredentialsProps } from './secrets/rotation';
export type { RotatedConnection } from './secrets/rotation-template';
export { SealedSecret, type SealedSecretProps, type SealedSecretScope } from './secrets/sealed-secret';
export { type ISecret, Secret, type SecretKey } from './secrets/secret';
export { type SopsFile, SopsSecret } from './secrets/sops-secret';
export { ApiDeployment, type ApiDeploymentProps } from './workload/api-deployment';
export { type ComposeOptions, composeFile } from './workload/compose';
export type { ConfigMapKey, EnvSource, EnvValue } from './workload/environment';
export type { Probes } from './workload/probes';
export type { ResourceAmounts, Resources, WorkloadResources } from './workload/resources';
export type { WritablePaths } from './workload/writable-paths';
