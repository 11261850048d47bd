/** The group of kustomization files. They are not objects of a cluster and have neither name nor namespace. */
export const KUSTOMIZE_GROUP = 'kustomize.config.k8s.io';

/** Group and kind of the objects that rules check. */
export const Kind = {
  /** All kinds, for rules about content that any kind may have. */
  ANY: '*',
  APPLICATION: 'argoproj.io/Application',
  APPLICATION_SET: 'argoproj.io/ApplicationSet',
  APP_PROJECT: 'argoproj.io/AppProject',
  BACKUP: 'postgresql.cnpg.io/Backup',
  CERTIFICATE: 'cert-manager.io/Certificate',
  /** A file with values of a chart, which is no object. */
  CHART_VALUES: 'helm.sh/Values',
  CLUSTER: 'postgresql.cnpg.io/Cluster',
  CLUSTER_ISSUER: 'cert-manager.io/ClusterIssuer',
  CLUSTER_IMAGE_CATALOG: 'postgresql.cnpg.io/ClusterImageCatalog',
  CONFIG_MAP: 'ConfigMap',
  CRON_JOB: 'batch/CronJob',
  CUSTOM_RESOURCE_DEFINITION: 'apiextensions.k8s.io/CustomResourceDefinition',
  DAEMON_SET: 'apps/DaemonSet',
  DATABASE: 'postgresql.cnpg.io/Database',
  DATABASE_ROLE: 'postgresql.cnpg.io/DatabaseRole',
  DEPLOYMENT: 'apps/Deployment',
  EXTERNAL_SECRET: 'external-secrets.io/ExternalSecret',
  FLUX_KUSTOMIZATION: 'kustomize.toolkit.fluxcd.io/Kustomization',
  GIT_REPOSITORY: 'source.toolkit.fluxcd.io/GitRepository',
  HELM_CHART: 'source.toolkit.fluxcd.io/HelmChart',
  /** `Chart.yaml`, which is no object. */
  HELM_CHART_FILE: 'Chart',
  HELM_RELEASE: 'helm.toolkit.fluxcd.io/HelmRelease',
  HELM_REPOSITORY: 'source.toolkit.fluxcd.io/HelmRepository',
  IMAGE_CATALOG: 'postgresql.cnpg.io/ImageCatalog',
  ISSUER: 'cert-manager.io/Issuer',
  JOB: 'batch/Job',
  /** K3s installs charts by itself, from objects that Flux has another kind of the same name for. */
  K3S_HELM_CHART: 'helm.cattle.io/HelmChart',
  KUSTOMIZATION: 'kustomize.config.k8s.io/Kustomization',
  LIST: 'List',
  NAMESPACE: 'Namespace',
  NETWORK_POLICY: 'networking.k8s.io/NetworkPolicy',
  OBJECT_STORE: 'barmancloud.cnpg.io/ObjectStore',
  OCI_REPOSITORY: 'source.toolkit.fluxcd.io/OCIRepository',
  PASSWORD_GENERATOR: 'generators.external-secrets.io/Password',
  PERSISTENT_VOLUME_CLAIM: 'PersistentVolumeClaim',
  POD: 'Pod',
  POD_DISRUPTION_BUDGET: 'policy/PodDisruptionBudget',
  POD_MONITOR: 'monitoring.coreos.com/PodMonitor',
  POOLER: 'postgresql.cnpg.io/Pooler',
  PROMETHEUS_RULE: 'monitoring.coreos.com/PrometheusRule',
  PUBLICATION: 'postgresql.cnpg.io/Publication',
  SCHEDULED_BACKUP: 'postgresql.cnpg.io/ScheduledBackup',
  SEALED_SECRET: 'bitnami.com/SealedSecret',
  SECRET: 'Secret',
  SERVICE: 'Service',
  SERVICE_MONITOR: 'monitoring.coreos.com/ServiceMonitor',
  STATEFUL_SET: 'apps/StatefulSet',
  SUBSCRIPTION: 'postgresql.cnpg.io/Subscription',
} as const;

/** The kinds of CNPG and its plugin. All are namespaced except the cluster-scoped catalog. */
export const NAMESPACED_KINDS = [
  Kind.BACKUP,
  Kind.CLUSTER,
  Kind.DATABASE,
  Kind.DATABASE_ROLE,
  Kind.IMAGE_CATALOG,
  Kind.OBJECT_STORE,
  Kind.POOLER,
  Kind.PUBLICATION,
  Kind.SCHEDULED_BACKUP,
  Kind.SUBSCRIPTION,
] as const;

/** The kinds that name their Cluster in `spec.cluster.name`. */
export const DEPENDENT_KINDS = [
  Kind.BACKUP,
  Kind.DATABASE,
  Kind.DATABASE_ROLE,
  Kind.POOLER,
  Kind.PUBLICATION,
  Kind.SCHEDULED_BACKUP,
  Kind.SUBSCRIPTION,
] as const;

/** The kinds that run the pods of an application. */
export const WORKLOAD_KINDS = [Kind.CRON_JOB, Kind.DAEMON_SET, Kind.DEPLOYMENT, Kind.JOB, Kind.STATEFUL_SET] as const;
