import type { Table } from '../engine/table';

const ONCE =
  'bootstrap ran once, when the cluster was created, and has been ignored since; to restore or to start over, create a new Cluster with another name';
const STEERS =
  'ignored for the database: none is created or renamed, and no owner changes. But database, owner and secret still control the application role and its secret, so applications may get credentials for a database or role that does not exist. To change them, use a Database object and managed.roles';

/** `bootstrap` of an existing Cluster. */
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
