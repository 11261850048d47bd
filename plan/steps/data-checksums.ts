import { at } from '../../manifests/object/manifest';
import type { ProcedureFinder } from '../engine/procedure';
import { OLD_LEAVES } from './beside';

/** @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#passing-options-to-initdb */
export const dataChecksums: ProcedureFinder = ({ object, before, after }) => {
  const path = 'spec.bootstrap.initdb.dataChecksums';
  if (before === undefined || at(after, path) !== true || at(before, path) === true) return undefined;
  return {
    object,
    reason:
      'checksums are set when the cluster is created; the field is ignored on an existing one, and a backup contains the old setting',
    steps: [
      {
        commit:
          'a new Cluster with dataChecksums: true, another name and another serverName, that imports from this one',
        wait: 'it is healthy, SHOW data_checksums returns on, and the rows are present',
      },
      {
        commit:
          'the application stops writing, the import is repeated or logical replication has caught up, and it connects to the new cluster',
        wait: 'it works, and a base backup of the new cluster is completed',
      },
      {
        commit: 'the old Cluster is removed, with an acknowledgement of exactly that in the source',
        wait: OLD_LEAVES,
      },
    ],
  };
};
