import type { Table } from '../engine/table';

const ROLLS =
  'the pods of PgBouncer are made again one after another: their clients reconnect, PostgreSQL goes on running';
const RELOADS = 'PgBouncer reads its configuration again; clients stay connected';

export const POOLER: Table = {
  'spec.cluster': ['outage', 'the pooler moves to another cluster: its clients find another database'],
  'spec.type': ['outage', 'the pooler moves to other instances: clients of rw may find a replica that takes no writes'],
  'spec.instances': ['none', 'PgBouncer pods come or go; clients of one that goes reconnect'],
  'spec.template': ['rolling-update', ROLLS],
  'spec.deploymentStrategy': ['none', 'holds for the next update of the pods'],
  'spec.serviceTemplate': ['none', 'the Service is changed in place'],
  'spec.monitoring': ['none', 'a PodMonitor comes or goes'],
  'spec.pgbouncer.poolMode': [
    'reload',
    `${RELOADS}; in another mode applications may lose what they keep in a session: prepared statements, SET, advisory locks`,
  ],
  'spec.pgbouncer.parameters': ['reload', RELOADS],
  'spec.pgbouncer.pg_hba': ['reload', RELOADS],
  'spec.pgbouncer.authQuery': ['reload', RELOADS],
  'spec.pgbouncer.authQuerySecret': ['reload', RELOADS],
  'spec.pgbouncer.clientCASecret': ['reload', RELOADS],
  'spec.pgbouncer.clientTLSSecret': ['reload', RELOADS],
  'spec.pgbouncer.serverCASecret': ['reload', RELOADS],
  'spec.pgbouncer.serverTLSSecret': ['reload', RELOADS],
  'spec.pgbouncer.paused': ['outage', 'with true, all clients of this pooler wait until it is false again'],
};
