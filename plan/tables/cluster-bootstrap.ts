import type { Table } from '../engine/table';

const ONCE =
  'bootstrap ran once, when the cluster was made, and is ignored ever since; to restore or to start over, make a new Cluster with another name';
const STEERS =
  'ignored as far as the database goes: none is made, renamed or given away; but database, owner and secret still steer the application role and its secret, so that applications may get credentials for what is not there. To change them, use a Database object and managed.roles';

/** `bootstrap` of a Cluster that exists. */
export const CLUSTER_BOOTSTRAP: Table = {
  'spec.bootstrap': ['ignored', ONCE],
  ...Object.fromEntries(
    ['initdb', 'recovery', 'pg_basebackup'].flatMap((method) =>
      ['database', 'owner', 'secret'].map((field) => [
        `spec.bootstrap.${method}.${field}`,
        ['ignored', STEERS] as const,
      ]),
    ),
  ),
};
