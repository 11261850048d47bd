import type { ResourceKind } from '../gitops/argo-project';

/**
 * What may come and go in the folders of a {@link ProductionDatabase}: the last alert, for one, is pruned by a project that still allows alerts.
 * What else is put into them is allowed as long as it is there.
 */
export const PART_KINDS: Record<'database' | 'api', readonly ResourceKind[]> = {
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
};
