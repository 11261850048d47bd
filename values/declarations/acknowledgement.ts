/**
 * Something that synth refuses unless the source says that it is meant: exactly one object, or exactly one archive, and why.
 *
 * @example { delete: 'Cluster shop/shop-db', reason: 'moved to shop-db-r2 on 2026-03-01, see the restore protocol' }
 * @example { reuse: 's3://backups/shop shop-db', reason: 'the archive was emptied by hand' }
 */
export type Acknowledgement =
  | {
      /** Kind, namespace and name of an object that holds state and goes: `Cluster shop/shop-db`. */
      readonly delete: string;
      readonly reason: string;
    }
  | {
      /** Destination path and server name of an archive that another cluster, or another life of this one, has written. */
      readonly reuse: string;
      readonly reason: string;
    };
