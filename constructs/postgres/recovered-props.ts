import { DRILL_LABEL, EXPIRES_ANNOTATION } from '../../values/cnpg/drill';
import type { IObjectStore } from '../backup/object-store-reference';
import type { InputError } from '../base/input-error';
import { type RecoveryBootstrap, recovery } from './bootstrap';
import type { PostgresCluster } from './cluster';
import type { PostgresClusterFromBackupProps, RecoveredFromCluster } from './cluster-from-backup';
import type { Archive, PostgresClusterProps } from './cluster-props';
import { complianceParameters } from './compliance';
import type { ExternalArchive } from './external-cluster';
import type { ArchiveTarget, SnapshotTarget } from './recovery';
import type { RoleProps } from './role';

type Problem = (message: string) => InputError;
type Props = Omit<PostgresClusterProps, 'bootstrap'>;

/** The props of the cluster that a recovery makes. */
export function recoveredProps(
  given: PostgresClusterFromBackupProps,
  namespace: string,
  problem: Problem,
): PostgresClusterProps {
  const { source, application: _, drill, ...own } = given;
  checkTarget(source.target, 'snapshots' in source, problem);
  if (drill && own.archive !== undefined) {
    throw problem('a drill archives nowhere: leave `archive` out, or leave `drill` out and keep the cluster');
  }
  const props: Props = 'cluster' in source ? likeSource(own, source.cluster, namespace, problem) : (own as Props);
  const bootstrap = bootstrapOf(given, namespace, problem);
  const archive = drill ? undefined : recoveredArchive(props, sourceArchive(bootstrap), problem);
  const kept = { ...props, archive, bootstrap };
  return drill
    ? {
        ...kept,
        instances: own.instances ?? 1,
        synchronous: own.synchronous ?? false,
        roles: own.roles ?? [],
        protection: own.protection ?? 'none',
        volumeSnapshots: own.volumeSnapshots,
        enablePDB: own.enablePDB,
        labels: { ...props.labels, [DRILL_LABEL]: 'true' },
        annotations: { ...props.annotations, [EXPIRES_ANNOTATION]: drill.expires.toString() },
      }
    : kept;
}

/**
 * Whatever is not given is the source's. What belongs to one cluster only is not taken over, nor are objectives and safeguards: in an
 * emergency nobody should have to argue with a proof first. Audit and logging go on, since the data is the same.
 */
function likeSource(
  own: Omit<RecoveredFromCluster, 'source'>,
  cluster: PostgresCluster,
  namespace: string,
  problem: Problem,
): Props {
  const {
    services: _,
    replica: __,
    hibernated: ___,
    archive: ____,
    objectives: _____,
    compliance,
    ...declared
  } = cluster.declaration;
  if (own.version !== undefined && own.version !== declared.version) {
    throw problem(
      `version '${own.version}': the backups are PostgreSQL ${declared.version}, and no other major can read them; upgrade after the recovery`,
    );
  }
  const missing = [
    ...lacking('preloadLibraries', declared.preloadLibraries, own.preloadLibraries),
    ...lacking('extensionImages', declared.extensionImages?.map(nameOf), own.extensionImages?.map(nameOf)),
  ];
  if (missing.length > 0) {
    throw problem(
      `the source has ${missing.join(' and ')}: its data does not work without; add it, or leave the prop out`,
    );
  }
  const defined = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  // In another namespace there is another store, and nobody has said that it is to be written to.
  const archive = own.archive ?? (namespace === cluster.namespace ? cluster.archive?.store : undefined);
  const roles = declared.roles?.map((role) => recoveredRole(role, declared));
  const parameters = {
    ...complianceParameters({ compliance, version: declared.version }),
    ...declared.parameters,
  } as Props['parameters'];
  // They are ConfigMaps and Secrets of the source's namespace.
  const customQueries = namespace === cluster.namespace ? declared.customQueries : undefined;
  return { ...declared, parameters, roles, customQueries, ...defined, namespace, name: own.name, archive };
}

/** A certificate that the source's authority signed is worth nothing to an authority of the new cluster's own. */
function recoveredRole(role: RoleProps, { certificates }: Props): RoleProps {
  if (certificates?.client !== undefined) return role;
  const { clientCertificate: _, ...rest } = role;
  return rest;
}

function lacking(prop: string, needed: readonly string[] = [], given: readonly string[] | undefined): string[] {
  if (given === undefined) return [];
  return needed.filter((each) => !given.includes(each)).map((each) => `${prop} "${each}"`);
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function bootstrapOf(given: PostgresClusterFromBackupProps, namespace: string, problem: Problem): RecoveryBootstrap {
  const { source } = given;
  if (!('cluster' in source)) {
    const { application } = given;
    if (application === undefined) throw problem('give `application`: database and owner as they are in the backup');
    if ('snapshots' in source) return recovery({ ...application, from: 'snapshots', ...source });
    return recovery({ ...application, from: 'archive', ...source });
  }
  const { cluster } = source;
  const application = given.application ?? {
    database: cluster.database,
    owner: cluster.owner,
    // Without it the operator makes <cluster>-app, and gives the owner the password in it.
    secret: namespace === cluster.namespace ? cluster.declaration.bootstrap.secret : undefined,
  };
  const { store, serverName = '' } = {
    ...cluster.archive,
    ...(source.serverName && { serverName: source.serverName }),
  };
  const archive = store && { name: serverName, store: source.store ?? store, serverName };
  if (archive !== undefined && namespace !== cluster.namespace && source.store === undefined) {
    throw problem(
      `it is in namespace "${namespace}", the object store of its source in "${cluster.namespace}": give \`source.store\`, one in its own namespace that reads the same location`,
    );
  }
  if ('snapshots' in source) {
    const snapshots = { archive, ...source.snapshots };
    return recovery({ ...application, from: 'snapshots', snapshots, target: source.target });
  }
  if (archive === undefined) {
    throw problem(`its source "${cluster.name}" has no \`archive\`; recover from \`snapshots\``);
  }
  return recovery({ ...application, from: 'archive', archive, target: source.target });
}

function sourceArchive(bootstrap: RecoveryBootstrap): ExternalArchive | undefined {
  const archive =
    bootstrap.from === 'archive'
      ? bootstrap.archive
      : bootstrap.from === 'snapshots'
        ? bootstrap.snapshots.archive
        : undefined;
  return archive !== undefined && 'store' in archive ? archive : archive?.archive;
}

/** The new archive, under a server name that is not the source's. */
function recoveredArchive(props: Props, source: ExternalArchive | undefined, problem: Problem): Archive | undefined {
  if (props.archive === undefined) return undefined;
  const archive = 'store' in props.archive ? props.archive : { store: props.archive };
  const serverName = archive.serverName ?? props.name;
  if (source !== undefined && serverName === source.serverName && isSamePlace(archive.store, source.store)) {
    throw problem(
      `it would archive under "${serverName}", where its source wrote: both would become unrestorable; give \`archive\` a serverName that was never used`,
    );
  }
  return { ...archive, serverName };
}

function isSamePlace(one: IObjectStore, other: IObjectStore): boolean {
  const path = (store: IObjectStore) => ('destinationPath' in store ? store.destinationPath : undefined);
  return one.name === other.name || (path(one) !== undefined && path(one) === path(other));
}

/** The compiler says so already; data that was read says it only now. */
function checkTarget(
  target: ArchiveTarget | SnapshotTarget | undefined,
  fromSnapshots: boolean,
  problem: Problem,
): void {
  if (target === undefined || fromSnapshots || !['xid', 'name', 'immediate'].includes(target.kind)) return;
  if ('backupId' in target && target.backupId) return;
  throw problem(
    `target ${target.kind} says nothing about when: give the \`backupId\` of the base backup to start from`,
  );
}
