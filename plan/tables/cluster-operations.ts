import type { Table } from '../engine/table';

/** What the operator does around PostgreSQL. */
export const CLUSTER_OPERATIONS: Table = {
  'spec.instances': ['none', 'replicas come or go; the other instances go on running'],
  'spec.description': ['none', 'a note for people'],
  'spec.enablePDB': ['none', 'the pod disruption budgets come or go'],
  'spec.enableSuperuserAccess': ['none', 'the password of postgres is set or dropped; no process restarts'],
  'spec.superuserSecret': ['none', 'the password of postgres is set from another secret; no process restarts'],
  'spec.primaryUpdateMethod': ['none', 'holds for the next rolling update'],
  'spec.primaryUpdateStrategy': ['none', 'holds for the next rolling update'],
  'spec.failoverDelay': ['none', 'holds for the next failover'],
  'spec.switchoverDelay': ['none', 'holds for the next switchover'],
  'spec.smartShutdownTimeout': ['none', 'holds for the next shutdown; no process restarts'],
  'spec.nodeMaintenanceWindow': ['none', 'holds for the next drain of a node'],
  'spec.certificates': ['reload', 'other certificates are loaded; connections that are there stay'],
  'spec.certificates.serverAltDNSNames': [
    'none',
    'the operator issues a new server certificate, which new connections get; no process restarts',
  ],
  'spec.managed.roles': ['none', 'ALTER ROLE, while everything runs'],
  'spec.managed.services': ['none', 'Services come, go or change; the default ones and PostgreSQL stay as they are'],
  'spec.managed.services.disabledDefaultServices': [
    'outage',
    'a Service goes, and with it everything that connects by its name',
  ],
  'spec.monitoring': ['none', 'the exporter measures something else; no process restarts'],
  'spec.monitoring.enablePodMonitor': ['none', 'a PodMonitor comes or goes'],
  'spec.monitoring.tls': ['rolling-update', 'the exporter gets it as an argument, so all pods are made again'],
};

/** Annotations of a Cluster that CNPG obeys. */
export const CLUSTER_ANNOTATIONS: Table = {
  'metadata.annotations.cnpg.io/hibernation': ['outage', 'all pods go, and the volumes stay'],
  'metadata.annotations.cnpg.io/fencedInstances': [
    'outage',
    'PostgreSQL stops in the fenced instances; their pods stay',
  ],
  'metadata.annotations.cnpg.io/podPatch': ['rolling-update', 'every pod is patched, so all pods are made again'],
  'metadata.annotations.cnpg.io/reconciliationLoop': [
    'ignored',
    'with "disabled" CNPG does nothing for this cluster any more: no failover, and no other change of it. Take it away as soon as you can',
  ],
  'metadata.annotations.cnpg.io/skipWalArchiving': [
    'rolling-update',
    'archive_mode changes, which PostgreSQL reads when it starts; while it is on, there is no point-in-time recovery',
  ],
  'metadata.annotations.cnpg.io/skipEmptyWalArchiveCheck': [
    'none',
    'CNPG no longer checks whether the archive is empty before it writes to it',
  ],
  'metadata.annotations.cnpg.io/reloadedAt': ['reload', 'PostgreSQL reads its configuration again'],
  'metadata.annotations.kubectl.kubernetes.io/restartedAt': [
    'rolling-update',
    'a restart of all instances is asked for',
  ],
  'metadata.annotations.cnpg-gitops/disposable': [
    'none',
    'says whether anybody needs the data back, and so whether rules and plans ask for backups; CNPG does not read it',
  ],
  'metadata.annotations.cnpg.io/validation': [
    'none',
    'whether the webhook judges this object; it changes nothing else',
  ],
  'metadata.annotations.alpha.cnpg.io/failoverQuorum': ['reload', 'the quorum for a failover is configured again'],
  'metadata.annotations.alpha.cnpg.io/livenessPinger': ['rolling-update', 'the liveness probe of every pod changes'],
};
