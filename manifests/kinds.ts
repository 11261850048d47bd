/** Group and kind of the objects that rules are about. */
export const Kind = {
  APPLICATION: 'argoproj.io/Application',
  CLUSTER: 'postgresql.cnpg.io/Cluster',
  CLUSTER_IMAGE_CATALOG: 'postgresql.cnpg.io/ClusterImageCatalog',
  IMAGE_CATALOG: 'postgresql.cnpg.io/ImageCatalog',
  NAMESPACE: 'Namespace',
  OBJECT_STORE: 'barmancloud.cnpg.io/ObjectStore',
  POD_MONITOR: 'monitoring.coreos.com/PodMonitor',
  SCHEDULED_BACKUP: 'postgresql.cnpg.io/ScheduledBackup',
  SECRET: 'Secret',
} as const;
