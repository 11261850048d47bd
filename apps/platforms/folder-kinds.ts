import type { ResourceKind } from '../../constructs/index';

/** Folders of an application. */
export const PARTS = ['database', 'api', 'drill', 'drill-schedule'] as const;

/** One of them. */
export type Part = (typeof PARTS)[number];

/** Kinds that each folder may hold, and Argo CD may write for it. */
export const FOLDER_KINDS: Record<Part, readonly ResourceKind[]> = {
  database: [
    { group: 'postgresql.cnpg.io', kind: '*' },
    { group: 'barmancloud.cnpg.io', kind: 'ObjectStore' },
    { group: 'external-secrets.io', kind: 'ExternalSecret' },
    { group: 'generators.external-secrets.io', kind: 'Password' },
    { group: 'monitoring.coreos.com', kind: 'PodMonitor' },
    { group: 'monitoring.coreos.com', kind: 'PrometheusRule' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
    { group: '', kind: 'ConfigMap' },
  ],
  api: [
    { group: 'apps', kind: 'Deployment' },
    { group: '', kind: 'Service' },
    { group: '', kind: 'ServiceAccount' },
    { group: 'policy', kind: 'PodDisruptionBudget' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  ],
  drill: [
    { group: 'postgresql.cnpg.io', kind: 'Cluster' },
    { group: 'barmancloud.cnpg.io', kind: 'ObjectStore' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  ],
  'drill-schedule': [
    { group: '', kind: 'ServiceAccount' },
    { group: 'rbac.authorization.k8s.io', kind: 'Role' },
    { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
    { group: 'batch', kind: 'CronJob' },
  ],
};

/** Kinds without a namespace that the charts of the operators bring, and the namespaces of the applications. */
export const CLUSTER_KINDS: readonly ResourceKind[] = [
  { group: '', kind: 'Namespace' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
];
