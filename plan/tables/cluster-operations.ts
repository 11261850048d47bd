import type { Table } from '../engine/table';

/** The operator's tasks around PostgreSQL. */
export const CLUSTER_OPERATIONS: Table = {
  'spec.instances': ['none', 'replicas are added or removed; the other instances keep running'],
  'spec.description': ['none', 'a note for people'],
  'spec.enablePDB': ['none', 'the pod disruption budgets are created or deleted'],
  'spec.enableSuperuserAccess': ['none', 'the password of postgres is set or removed; no process restarts'],
  'spec.superuserSecret': ['none', 'the password of postgres is set from another secret; no process restarts'],
  'spec.primaryUpdateMethod': ['none', 'applies to the next rolling update'],
  'spec.primaryUpdateStrategy': ['none', 'applies to the next rolling update'],
  'spec.failoverDelay': ['none', 'applies to the next failover'],
  'spec.switchoverDelay': ['none', 'applies to the next switchover'],
  'spec.primaryLease': [
    'none',
    'the lease of the primary is taken and renewed by these times; the next failover takes longer or shorter',
  ],
  'spec.smartShutdownTimeout': ['none', 'applies to the next shutdown; no process restarts'],
  'spec.nodeMaintenanceWindow': ['none', 'applies to the next drain of a node'],
  'spec.certificates': ['reload', 'other certificates are loaded; existing connections remain'],
  'spec.certificates.serverAltDNSNames': [
    'none',
    'the operator issues a new server certificate for new connections; no process restarts',
  ],
  'spec.managed.roles': ['none', 'ALTER ROLE, without interruption'],
  'spec.managed.services': [
    'none',
    'Services are added, removed or changed; the default ones and PostgreSQL are not touched',
  ],
  'spec.managed.services.disabledDefaultServices': [
    'outage',
    'a Service is deleted, and everything that connects to it by name is cut off',
  ],
  'spec.monitoring': ['none', 'the exporter collects other metrics; no process restarts'],
  'spec.monitoring.enablePodMonitor': ['none', 'a PodMonitor is created or deleted'],
  'spec.monitoring.tls': ['rolling-update', 'the exporter gets it as an argument, so all pods are recreated'],
};

/** Annotations of a Cluster that CNPG follows. */
export const CLUSTER_ANNOTATIONS: Table = {
  'metadata.annotations.cnpg.io/hibernation': ['outage', 'all pods are deleted, and the volumes remain'],
  'metadata.annotations.cnpg.io/fencedInstances': [
    'outage',
    'PostgreSQL stops in the fenced instances; their pods remain',
  ],
  'metadata.annotations.cnpg.io/podPatch': ['rolling-update', 'every pod is patched, so all pods are recreated'],
  'metadata.annotations.cnpg.io/reconciliationLoop': [
    'ignored',
    'with "disabled" CNPG does not reconcile this cluster: no failover, and no other change is applied. Remove it as soon as possible',
  ],
  'metadata.annotations.cnpg.io/skipWalArchiving': [
    'rolling-update',
    'archive_mode changes, which PostgreSQL reads at server start; while it is on, there is no point-in-time recovery',
  ],
  'metadata.annotations.cnpg.io/skipEmptyWalArchiveCheck': [
    'none',
    'CNPG no longer checks whether the archive is empty before it writes to it',
  ],
  'metadata.annotations.cnpg.io/reloadedAt': ['reload', 'PostgreSQL reloads its configuration'],
  'metadata.annotations.kubectl.kubernetes.io/restartedAt': [
    'rolling-update',
    'a restart of all instances is requested',
  ],
  'metadata.annotations.cnpg-gitops/disposable': [
    'none',
    'says whether the data must be recoverable, and so whether rules and plans require backups; CNPG does not read it',
  ],
  'metadata.annotations.cnpg.io/validation': [
    'none',
    'whether the webhook validates this object; it changes nothing else',
  ],
  'metadata.annotations.alpha.cnpg.io/failoverQuorum': ['reload', 'the failover quorum is reconfigured'],
  'metadata.annotations.alpha.cnpg.io/livenessPinger': ['rolling-update', 'the liveness probe of every pod changes'],
};
