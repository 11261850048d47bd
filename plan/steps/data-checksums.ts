import { at } from '../../manifests/object/manifest';
import type { ProcedureFinder } from '../engine/procedure';

/** @see https://cloudnative-pg.io/documentation/1.28/bootstrap/#passing-options-to-initdb */
export const dataChecksums: ProcedureFinder = ({ object, before, after }) => {
  const path = 'spec.bootstrap.initdb.dataChecksums';
  if (before === undefined || at(after, path) !== true || at(before, path) === true) return undefined;
  return {
    object,
    reason:
      'checksums are chosen when the cluster is made; the field is ignored on one that exists, and a backup brings the old choice with it',
    steps: [
      {
        commit:
          'a new Cluster with dataChecksums: true, another name and another serverName, that imports from this one',
        wait: 'it is healthy, SHOW data_checksums says on, and the rows are there',
      },
      {
        commit:
          'the application stops writing, the import is made again or logical replication has caught up, and it connects to the new cluster',
        wait: 'it works, and a base backup of the new cluster is completed',
      },
      {
        commit: 'the old Cluster goes, with an acknowledgement of exactly that in the source',
        wait: 'nothing; where Argo CD protects it, it is deleted by hand',
      },
    ],
  };
};
