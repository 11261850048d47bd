import type { Table } from '../engine/table';

const ROLLS = 'the PgBouncer pods are recreated one after another: their clients reconnect, PostgreSQL keeps running';
const RELOADS = 'PgBouncer reloads its configuration; clients stay connected';

export const POOLER: Table = {
  'spec.cluster': ['outage', 'the pooler moves to another cluster: its clients reach another database'],
  'spec.type': [
    'outage',
    'the pooler moves to other instances: clients of rw may reach a replica that accepts no writes',
  ],
  'spec.instances': ['none', 'PgBouncer pods are added or removed; clients of a removed one reconnect'],
  'spec.template': ['rolling-update', ROLLS],
  'spec.deploymentStrategy': ['none', 'applies to the next update of the pods'],
  'spec.serviceTemplate': ['none', 'the Service is changed in place'],
  'spec.serviceAccountName': ['rolling-update', ROLLS],
  'spec.monitoring': ['none', 'a PodMonitor is created or deleted'],
  'spec.monitoring.tls': ['rolling-update', ROLLS],
  'spec.pgbouncer.image': ['rolling-update', ROLLS],
  'spec.pgbouncer.imageCatalogRef': ['rolling-update', ROLLS],
  'spec.pgbouncer.poolMode': [
    'reload',
    `${RELOADS}; in another mode applications may lose session state: prepared statements, SET, advisory locks`,
  ],
  'spec.pgbouncer.parameters': ['reload', RELOADS],
  'spec.pgbouncer.pg_hba': ['reload', RELOADS],
  'spec.pgbouncer.authQuery': ['reload', RELOADS],
  'spec.pgbouncer.authQuerySecret': ['reload', RELOADS],
  'spec.pgbouncer.clientCASecret': ['reload', RELOADS],
  'spec.pgbouncer.clientTLSSecret': ['reload', RELOADS],
  'spec.pgbouncer.serverCASecret': ['reload', RELOADS],
  'spec.pgbouncer.serverTLSSecret': ['reload', RELOADS],
  'spec.pgbouncer.paused': ['outage', 'with true, all clients of this pooler wait until it is false'],
};
