import type { Construct } from 'constructs';
import type { PostgresMajor } from '../../values/cnpg/image';
import type { Keys } from '../../values/text/keys';
import type { Instant } from '../../values/time/instant';
import type { IObjectStore } from '../backup/object-store-reference';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { namespaceFor } from '../base/object-metadata';
import type { ApplicationDatabase } from './bootstrap';
import { APPLICATION_DATABASE_KEYS } from './bootstrap-keys';
import { PostgresCluster } from './cluster';
import { CLUSTER_KEYS } from './cluster-keys';
import type { PostgresClusterProps } from './cluster-props';
import type { ExternalArchive } from './external-cluster';
import { recoveredProps } from './recovered-props';
import { type ArchiveTarget, SNAPSHOTS_KEYS, type SnapshotSource, type SnapshotTarget, TARGET_KEYS } from './recovery';

/**
 * Where the data comes from, and where the recovery stops; without a target it takes all there is:
 * - `cluster`: a cluster of this repository, out of its archive
 * - `cluster` with `snapshots`: the same out of volume snapshots, and WAL since out of its archive
 * - `archive`: what a cluster wrote that is not declared here any more
 * - `snapshots`: volume snapshots alone
 */
export type RecoverySource =
  | (FromCluster & { readonly target?: ArchiveTarget })
  | (FromCluster & { readonly snapshots: SnapshotSource; readonly target?: SnapshotTarget })
  | { readonly archive: ExternalArchive; readonly target?: ArchiveTarget }
  | { readonly snapshots: SnapshotSource; readonly target?: SnapshotTarget };

interface FromCluster {
  /** The cluster whose backups are read. */
  readonly cluster: PostgresCluster;
  /** Object store through which a cluster of another namespace reads the same place. @default - the source's own */
  readonly store?: IObjectStore;
  /** Server name under which the source wrote what is read. @default - the one that it writes under now */
  readonly serverName?: string;
}

/** A recovery to look at, not to keep. */
export interface DrillOptions {
  /** Instant after which synth asks for its removal. */
  readonly expires: Instant;
}

interface Recovered {
  /** Application database and its owner as they are in the backup; with another secret the owner gets its password. @default - the source's */
  readonly application?: ApplicationDatabase;
  /**
   * A drill has one instance, archives nowhere, and Argo CD may prune it.
   * @default - the cluster is here to stay
   */
  readonly drill?: DrillOptions;
}

/**
 * A recovered cluster that is declared like its source, except for what is given: version and extensions must be the source's. Services,
 * whose names are in use, and objectives are not taken over.
 */
export interface RecoveredFromCluster extends Recovered, Partial<Omit<PostgresClusterProps, 'name' | 'bootstrap'>> {
  /** Name of the new cluster: a restore is never in place. */
  readonly name: string;
  /** Where the data comes from. */
  readonly source: Extract<RecoverySource, { cluster: PostgresCluster }>;
}

/** A recovered cluster that is declared in full, since its source is not. */
export interface RecoveredFromArchive<V extends PostgresMajor = PostgresMajor>
  extends Recovered,
    Omit<PostgresClusterProps<V>, 'bootstrap'> {
  /** Where the data comes from. */
  readonly source: Exclude<RecoverySource, { cluster: PostgresCluster }>;
  /** Application database and its owner as they are in the backup. */
  readonly application: ApplicationDatabase;
}

/** Props of {@link PostgresClusterFromBackup}. */
export type PostgresClusterFromBackupProps<V extends PostgresMajor = PostgresMajor> =
  | RecoveredFromCluster
  | RecoveredFromArchive<V>;

const { bootstrap: _, ...CLUSTER } = CLUSTER_KEYS;
const FROM_BACKUP_KEYS: Keys<PostgresClusterFromBackupProps> = {
  ...CLUSTER,
  source: {
    cluster: true,
    store: true,
    serverName: true,
    archive: true,
    snapshots: SNAPSHOTS_KEYS,
    target: TARGET_KEYS,
  },
  application: APPLICATION_DATABASE_KEYS,
  drill: { expires: true },
};

/**
 * A new cluster out of the backups of another one. It is a class of its own so that nobody overlooks a restore in a review.
 *
 * It archives under a server name of its own: a recovered cluster starts a new timeline, and in the folder of its source both would become
 * unrestorable. Its application secret is its own, too, unless the source's was given by hand: what connects must take it from here.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export class PostgresClusterFromBackup<V extends PostgresMajor = PostgresMajor> extends PostgresCluster<V> {
  /** When it is to be removed; undefined for a cluster that stays. */
  readonly expires: Instant | undefined;

  /**
   * @throws InputError for the name, archive, version or extensions of something else than a new cluster beside its source, for a target
   * that needs a backup and names none, and for a drill that archives.
   */
  constructor(scope: Construct, id: string, props: PostgresClusterFromBackupProps<V>) {
    const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
    const problem = (message: string) => new InputError(path, message);
    checkKeys<PostgresClusterFromBackupProps>(path, props, FROM_BACKUP_KEYS);
    const namespace = namespaceFor(scope, props.namespace);
    const given: PostgresClusterFromBackupProps = props;
    const source = 'cluster' in given.source ? given.source.cluster : undefined;
    if (source?.name === props.name && source.namespace === namespace) {
      throw problem(
        `name "${props.name}" is its source's: a restore is never in place; give a new one, such as "${props.name}-r2"`,
      );
    }
    super(scope, id, recoveredProps(given, namespace, problem) as PostgresClusterProps<V>);
    this.expires = props.drill?.expires;
  }
}
