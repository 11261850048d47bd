import { compareBy } from '../../values/collections/compare';
import { alsoOfValues } from '../charts/also-of-values';
import type { Subject } from '../engine/entry';
import type { Rule } from '../engine/rule';
import { accessKeyIdLiteral } from './access-key-id-literal';
import { alertBackupMetric } from './alert-backup-metric';
import { antiAffinity } from './anti-affinity';
import { archiveChecksums } from './archive-checksums';
import { archiveEncryption } from './archive-encryption';
import { archiveEndpoint } from './archive-endpoint';
import { archiveRegion } from './archive-region';
import { archiveScheme } from './archive-scheme';
import { archiveShared } from './archive-shared';
import { archiveSidecarMemory } from './archive-sidecar-memory';
import { archiveStaticCredentials } from './archive-static-credentials';
import { argoApplicationFinalizer } from './argo-application-finalizer';
import { argoApplicationPrune } from './argo-application-prune';
import { argoApplicationSet } from './argo-application-set';
import { argoChartFloating } from './argo-chart-floating';
import { argoChartTarget } from './argo-chart-target';
import { argoDatabaseSync } from './argo-database-sync';
import { argoHook } from './argo-hook';
import { argoIgnoreDifferences } from './argo-ignore-differences';
import { argoMutationWebhook } from './argo-mutation-webhook';
import { argoPluginMissing } from './argo-plugin-missing';
import { argoPluginNamespace } from './argo-plugin-namespace';
import { argoProjectDefault } from './argo-project-default';
import { argoPruneProtection } from './argo-prune-protection';
import { argoReplace } from './argo-replace';
import { argoServerSideApply } from './argo-server-side-apply';
import { argoSyncWindowFields } from './argo-sync-window-fields';
import { argoWaveClusterLast } from './argo-wave-cluster-last';
import { argoWaveObjectStore } from './argo-wave-object-store';
import { autovacuumOff } from './autovacuum-off';
import { autovacuumWorkers } from './autovacuum-workers';
import { backupHibernated } from './backup-hibernated';
import { backupMethod } from './backup-method';
import { backupMissing } from './backup-missing';
import { backupOwnerSelf } from './backup-owner-self';
import { backupPluginParameters } from './backup-plugin-parameters';
import { backupStanding } from './backup-standing';
import { barmanInTree } from './barman-in-tree';
import { baseBackupMissing } from './base-backup-missing';
import { certificateAcme } from './certificate-acme';
import { certificateAuthorityKey } from './certificate-authority-key';
import { certificateReload } from './certificate-reload';
import { certificateRenewal } from './certificate-renewal';
import { chartArchivePath } from './chart-archive-path';
import { chartClusterRefused } from './chart-cluster-refused';
import { chartImageFloating } from './chart-image-floating';
import { chartScheduledBackup } from './chart-scheduled-backup';
import { clientSslmode } from './client-sslmode';
import { clusterMissing } from './cluster-missing';
import { clusterUnwatched } from './cluster-unwatched';
import { cnpgKind } from './cnpg-kind';
import { connectionParameter } from './connection-parameter';
import { connectionsUnpooled } from './connections-unpooled';
import { databaseDropped } from './database-dropped';
import { databaseDuplicate } from './database-duplicate';
import { databaseHost } from './database-host';
import { databaseOwner } from './database-owner';
import { databaseReplicaCluster } from './database-replica-cluster';
import { databaseTablespace } from './database-tablespace';
import { dumpClientVersion } from './dump-client-version';
import { emergencyAnnotation } from './emergency-annotation';
import { emptyField } from './empty-field';
import { extensionImageMismatch } from './extension-image-mismatch';
import { extensionNotCarried } from './extension-not-carried';
import { extensionNotPreloaded } from './extension-not-preloaded';
import { extensionUseless } from './extension-useless';
import { extensionsMajor } from './extensions-major';
import { externalClusterConnection } from './external-cluster-connection';
import { externalSecretGeneratorInterval } from './external-secret-generator-interval';
import { externalSecretOperatorOwned } from './external-secret-operator-owned';
import { externalSecretReloadLabel } from './external-secret-reload-label';
import { externalSecretStaleKeys } from './external-secret-stale-keys';
import { externalSecretUriEncoding } from './external-secret-uri-encoding';
import { fluxDependencyCircle } from './flux-dependency-circle';
import { fluxDependencyMissing } from './flux-dependency-missing';
import { fluxForce } from './flux-force';
import { fluxHealthCheckMissing } from './flux-health-check-missing';
import { fluxHealthUnread } from './flux-health-unread';
import { fluxOperatorBeside } from './flux-operator-beside';
import { fluxOperatorOrder } from './flux-operator-order';
import { fluxPruneProtection } from './flux-prune-protection';
import { helmReleaseFloating } from './helm-release-floating';
import { helmReleaseKeep } from './helm-release-keep';
import { helmReleaseUninstall } from './helm-release-uninstall';
import { imageCatalogMajor } from './image-catalog-major';
import { imageCatalogMissing } from './image-catalog-missing';
import { imageCatalogTag } from './image-catalog-tag';
import { imageFloating } from './image-floating';
import { imagePreRelease } from './image-pre-release';
import { imageUnknownVersion } from './image-unknown-version';
import { imageUser } from './image-user';
import { imageVersion } from './image-version';
import { imageVolumeFeature } from './image-volume-feature';
import { initdbLocale } from './initdb-locale';
import { initdbOwnerDefault } from './initdb-owner-default';
import { initdbOwnerManaged } from './initdb-owner-managed';
import { instanceLabel } from './instance-label';
import { ioConcurrency } from './io-concurrency';
import { kubernetesUnsupported } from './kubernetes-unsupported';
import { libraryNotCarried } from './library-not-carried';
import { memoryEffectiveCacheSize } from './memory-effective-cache-size';
import { memoryLimit } from './memory-limit';
import { memoryQualityOfService } from './memory-quality-of-service';
import { memorySharedBuffers } from './memory-shared-buffers';
import { memoryWorkMem } from './memory-work-mem';
import { monitoringQueries } from './monitoring-queries';
import { nameMissing } from './name-missing';
import { namespaceMissing } from './namespace-missing';
import { namespaceUndeclared } from './namespace-undeclared';
import { networkClient } from './network-client';
import { networkInstances } from './network-instances';
import { networkMetrics } from './network-metrics';
import { networkOpen } from './network-open';
import { networkOperator } from './network-operator';
import { networkPooler } from './network-pooler';
import { objectStoreMissing } from './object-store-missing';
import { objectStoreRetention } from './object-store-retention';
import { objectStoreUnseen } from './object-store-unseen';
import { operatorChartImage } from './operator-chart-image';
import { operatorChartValues } from './operator-chart-values';
import { operatorConfiguration } from './operator-configuration';
import { operatorCrdsMissing } from './operator-crds-missing';
import { operatorEndOfLife } from './operator-end-of-life';
import { operatorKnownBug } from './operator-known-bug';
import { operatorOptionText } from './operator-option-text';
import { operatorVulnerability } from './operator-vulnerability';
import { parameterBareNumber } from './parameter-bare-number';
import { parameterCombination } from './parameter-combination';
import { parameterControlCharacter } from './parameter-control-character';
import { parameterDefault } from './parameter-default';
import { parameterDurability } from './parameter-durability';
import { parameterOperatorOwned } from './parameter-operator-owned';
import { parameterReplicationCapacity } from './parameter-replication-capacity';
import { parameterUnknown } from './parameter-unknown';
import { parameterValue } from './parameter-value';
import { pdbSingleInstance } from './pdb-single-instance';
import { pgHbaLine } from './pg-hba-line';
import { pgHbaPassword } from './pg-hba-password';
import { pgHbaTrust } from './pg-hba-trust';
import { pluginName } from './plugin-name';
import { pluginObjectName } from './plugin-object-name';
import { pluginParameterUnknown } from './plugin-parameter-unknown';
import { pluginRedundancy } from './plugin-redundancy';
import { pluginServerName } from './plugin-server-name';
import { pluginWalArchiver } from './plugin-wal-archiver';
import { podMonitorMissing } from './pod-monitor-missing';
import { podMonitorName } from './pod-monitor-name';
import { podMonitorPort } from './pod-monitor-port';
import { podMonitorSelector } from './pod-monitor-selector';
import { podPatchField } from './pod-patch-field';
import { poolerClusterName } from './pooler-cluster-name';
import { poolerConnections } from './pooler-connections';
import { poolerParameterValue } from './pooler-parameter-value';
import { poolerTlsNotRequired } from './pooler-tls-not-required';
import { postgresEndOfLife } from './postgres-end-of-life';
import { postgresUnsupported } from './postgres-unsupported';
import { primaryUpdateMethod } from './primary-update-method';
import { quantityImplausible } from './quantity-implausible';
import { readyWithoutBackup } from './ready-without-backup';
import { recoveryApplicationDatabase } from './recovery-application-database';
import { recoveryArchiveSame } from './recovery-archive-same';
import { recoveryBackupMissing } from './recovery-backup-missing';
import { recoverySnapshotIncomplete } from './recovery-snapshot-incomplete';
import { recoverySourceAmbiguous } from './recovery-source-ambiguous';
import { recoverySourceMissing } from './recovery-source-missing';
import { recoveryStanza } from './recovery-stanza';
import { recoveryTargetRefused } from './recovery-target-refused';
import { recoveryTargetUtc } from './recovery-target-utc';
import { recoveryTargetZone } from './recovery-target-zone';
import { recoveryUnwatched } from './recovery-unwatched';
import { replicaSourceArchive } from './replica-source-archive';
import { replicaTopology } from './replica-topology';
import { replicationDatabase } from './replication-database';
import { replicationSlotName } from './replication-slot-name';
import { replicationWalLevel } from './replication-wal-level';
import { requestAboveLimit } from './request-above-limit';
import { retentionMisplaced } from './retention-misplaced';
import { roleAttribute } from './role-attribute';
import { roleCertificateLine } from './role-certificate-line';
import { roleConnectionLimit } from './role-connection-limit';
import { roleDeclaredTwice } from './role-declared-twice';
import { roleMembership } from './role-membership';
import { roleNameLength } from './role-name-length';
import { roleSecretUsername } from './role-secret-username';
import { scheduledBackupImmediate } from './scheduled-backup-immediate';
import { scheduledBackupMethod } from './scheduled-backup-method';
import { scheduledBackupNameLength } from './scheduled-backup-name-length';
import { scheduledBackupNeverFires } from './scheduled-backup-never-fires';
import { scheduledBackupPluginConfiguration } from './scheduled-backup-plugin-configuration';
import { scheduledBackupSixFields } from './scheduled-backup-six-fields';
import { scheduledBackupSuspended } from './scheduled-backup-suspended';
import { scheduledBackupTooOften } from './scheduled-backup-too-often';
import { secretKeyMissing } from './secret-key-missing';
import { secretLiteral } from './secret-literal';
import { secretMissing } from './secret-missing';
import { secretValue } from './secret-value';
import { selectorNoPods } from './selector-no-pods';
import { serverCertificateHost } from './server-certificate-host';
import { serverCertificateNames } from './server-certificate-names';
import { serviceMonitorCluster } from './service-monitor-cluster';
import { serviceNameLabel } from './service-name-label';
import { serviceNameTaken } from './service-name-taken';
import { servingClientsElsewhere } from './serving-clients-elsewhere';
import { servingUnreached } from './serving-unreached';
import { smartShutdownTimeout } from './smart-shutdown-timeout';
import { storageSizeZero } from './storage-size-zero';
import { subscriptionExternalCluster } from './subscription-external-cluster';
import { subscriptionSlotName } from './subscription-slot-name';
import { superuserEnabled } from './superuser-enabled';
import { synchronousElectionConstraint } from './synchronous-election-constraint';
import { synchronousMissing } from './synchronous-missing';
import { synchronousPreferred } from './synchronous-preferred';
import { synchronousQuorum } from './synchronous-quorum';
import { synchronousStandbyNames } from './synchronous-standby-names';
import { tablespaceOwner } from './tablespace-owner';
import { tlsMinimumVersion } from './tls-minimum-version';
import { tlsNotRequired } from './tls-not-required';
import { walArchiveMissing } from './wal-archive-missing';
import { walBuffers } from './wal-buffers';
import { walLevel } from './wal-level';
import { walSizeAboveVolume } from './wal-size-above-volume';
import { walSizeDefault } from './wal-size-default';
import { walSizeVolume } from './wal-size-volume';
import { walSlotKeepSize } from './wal-slot-keep-size';
import { walStorage } from './wal-storage';
import { workloadImageFloating } from './workload-image-floating';
import { workloadPodRefused } from './workload-pod-refused';
import { workloadPodSecurity } from './workload-pod-security';
import { workloadRotatedEnv } from './workload-rotated-env';
import { zoneSpread } from './zone-spread';

type BySubject = Readonly<Partial<Record<Subject, readonly Rule[]>>>;

const WRITTEN: BySubject = {
  'High availability': [
    antiAffinity,
    emergencyAnnotation,
    pdbSingleInstance,
    primaryUpdateMethod,
    replicaSourceArchive,
    replicaTopology,
    replicationSlotName,
    replicationWalLevel,
    smartShutdownTimeout,
    synchronousElectionConstraint,
    synchronousMissing,
    synchronousPreferred,
    synchronousQuorum,
    synchronousStandbyNames,
    zoneSpread,
  ],
  'Backups and archives': [
    archiveChecksums,
    archiveEncryption,
    archiveEndpoint,
    archiveRegion,
    archiveScheme,
    archiveShared,
    archiveSidecarMemory,
    archiveStaticCredentials,
    backupHibernated,
    backupMethod,
    backupMissing,
    backupOwnerSelf,
    backupPluginParameters,
    backupStanding,
    barmanInTree,
    baseBackupMissing,
    readyWithoutBackup,
    objectStoreMissing,
    objectStoreUnseen,
    objectStoreRetention,
    pluginName,
    pluginObjectName,
    pluginParameterUnknown,
    pluginRedundancy,
    pluginServerName,
    pluginWalArchiver,
    retentionMisplaced,
    scheduledBackupImmediate,
    scheduledBackupMethod,
    scheduledBackupNameLength,
    scheduledBackupNeverFires,
    scheduledBackupPluginConfiguration,
    scheduledBackupSixFields,
    scheduledBackupSuspended,
    scheduledBackupTooOften,
    walArchiveMissing,
  ],
  Recovery: [
    recoveryApplicationDatabase,
    recoveryArchiveSame,
    recoveryBackupMissing,
    recoverySnapshotIncomplete,
    recoverySourceAmbiguous,
    recoverySourceMissing,
    recoveryStanza,
    recoveryTargetRefused,
    recoveryTargetUtc,
    recoveryTargetZone,
  ],
  'Storage and memory': [
    memoryEffectiveCacheSize,
    memoryLimit,
    memoryQualityOfService,
    memorySharedBuffers,
    memoryWorkMem,
    quantityImplausible,
    requestAboveLimit,
    storageSizeZero,
    walSizeAboveVolume,
    walSizeDefault,
    walSizeVolume,
    walSlotKeepSize,
    walStorage,
  ],
  'PostgreSQL parameters': [
    autovacuumOff,
    autovacuumWorkers,
    connectionsUnpooled,
    ioConcurrency,
    parameterBareNumber,
    parameterCombination,
    parameterControlCharacter,
    parameterDefault,
    parameterDurability,
    parameterOperatorOwned,
    parameterReplicationCapacity,
    parameterUnknown,
    parameterValue,
    walBuffers,
    walLevel,
  ],
  'Images and versions': [
    extensionImageMismatch,
    extensionsMajor,
    imageCatalogMajor,
    imageCatalogMissing,
    imageCatalogTag,
    imageFloating,
    imagePreRelease,
    imageUnknownVersion,
    imageUser,
    imageVersion,
    imageVolumeFeature,
    kubernetesUnsupported,
    libraryNotCarried,
    operatorChartImage,
    operatorChartValues,
    operatorConfiguration,
    operatorCrdsMissing,
    operatorEndOfLife,
    operatorKnownBug,
    operatorOptionText,
    operatorVulnerability,
    postgresEndOfLife,
    postgresUnsupported,
  ],
  'Databases and extensions': [
    connectionParameter,
    databaseDropped,
    databaseDuplicate,
    databaseOwner,
    databaseReplicaCluster,
    databaseTablespace,
    dumpClientVersion,
    extensionNotCarried,
    extensionNotPreloaded,
    extensionUseless,
    externalClusterConnection,
    initdbLocale,
    initdbOwnerDefault,
    initdbOwnerManaged,
    replicationDatabase,
    subscriptionExternalCluster,
    subscriptionSlotName,
    tablespaceOwner,
  ],
  'Roles and authentication': [
    pgHbaLine,
    pgHbaPassword,
    pgHbaTrust,
    roleAttribute,
    roleCertificateLine,
    roleConnectionLimit,
    roleDeclaredTwice,
    roleMembership,
    roleNameLength,
    roleSecretUsername,
    superuserEnabled,
  ],
  'Certificates and TLS': [
    certificateAcme,
    certificateAuthorityKey,
    certificateReload,
    certificateRenewal,
    clientSslmode,
    serverCertificateHost,
    serverCertificateNames,
    tlsMinimumVersion,
    tlsNotRequired,
  ],
  Secrets: [
    accessKeyIdLiteral,
    externalSecretGeneratorInterval,
    externalSecretOperatorOwned,
    externalSecretReloadLabel,
    externalSecretStaleKeys,
    externalSecretUriEncoding,
    secretKeyMissing,
    secretLiteral,
    secretMissing,
    secretValue,
  ],
  Poolers: [poolerClusterName, poolerConnections, poolerParameterValue, poolerTlsNotRequired],
  Networking: [
    databaseHost,
    networkClient,
    networkInstances,
    networkMetrics,
    networkOpen,
    networkOperator,
    networkPooler,
    selectorNoPods,
    serviceNameLabel,
    serviceNameTaken,
    servingUnreached,
    servingClientsElsewhere,
  ],
  Monitoring: [
    alertBackupMetric,
    monitoringQueries,
    podMonitorMissing,
    podMonitorName,
    podMonitorPort,
    podMonitorSelector,
    recoveryUnwatched,
    serviceMonitorCluster,
  ],
  Workloads: [workloadImageFloating, workloadPodRefused, workloadPodSecurity, workloadRotatedEnv],
  'Objects and references': [
    clusterMissing,
    clusterUnwatched,
    cnpgKind,
    emptyField,
    instanceLabel,
    nameMissing,
    namespaceMissing,
    namespaceUndeclared,
    podPatchField,
  ],
  'Argo CD': [
    argoApplicationFinalizer,
    argoApplicationPrune,
    argoApplicationSet,
    argoChartFloating,
    argoChartTarget,
    argoDatabaseSync,
    argoHook,
    argoIgnoreDifferences,
    argoMutationWebhook,
    argoPluginMissing,
    argoPluginNamespace,
    argoProjectDefault,
    argoPruneProtection,
    argoReplace,
    argoServerSideApply,
    argoSyncWindowFields,
    argoWaveClusterLast,
    argoWaveObjectStore,
  ],
  'Flux and Helm': [
    chartArchivePath,
    chartClusterRefused,
    chartImageFloating,
    chartScheduledBackup,
    fluxDependencyCircle,
    fluxDependencyMissing,
    fluxHealthCheckMissing,
    fluxHealthUnread,
    fluxOperatorBeside,
    fluxOperatorOrder,
    fluxForce,
    fluxPruneProtection,
    helmReleaseFloating,
    helmReleaseKeep,
    helmReleaseUninstall,
  ],
};

/** The expert rules by what they are about. */
export const RULES_BY_SUBJECT: BySubject = Object.fromEntries(
  Object.entries(WRITTEN).map(([subject, rules]) => [subject, rules.map(alsoOfValues)]),
);

/** All expert rules, sorted by id. */
export const RULES: readonly Rule[] = Object.values(RULES_BY_SUBJECT)
  .flat()
  .sort(compareBy(({ id }) => id));
