import type { TableSource } from '../../values/declarations/table-source';
import { archiveFolderOf } from '../cnpg/archives';
import { instancesOf } from '../cnpg/cluster-traits';
import { externalClustersOf } from '../cnpg/external-clusters';
import { managedRolesOf } from '../cnpg/managed-roles';
import { enabledPlugins } from '../cnpg/plugins';
import { Kind } from '../object/kinds';
import { at, type Manifest } from '../object/manifest';
import type { Index } from '../object/object-index';
import { dependentsOf } from '../object/references';
import { releaseOf } from './operator-releases';
import { FEBRUARY, JUNE, MARCH, MAY, type Repair, type Repairs, repairFor } from './repairs';

/** A bug of the operator that loses data, availability or a secret. */
export interface KnownBug {
  /** Number of the pull request with the fix. */
  readonly issue: number;
  readonly repairs: Repairs;
  readonly consequence: string;
  /** The field that exposes a Cluster to the bug. */
  readonly path: string;
  /** Whether a recovery triggers it: it must be known before an emergency. @default false */
  readonly recovery?: true;
  /** Whether an upgrade from a version that has it triggers it. @default false */
  readonly upgrade?: true;
  /** Whether a Cluster like this one is exposed to it. */
  readonly concerns: (cluster: Manifest, index: Index) => boolean;
}

const hasReplicas = (cluster: Manifest) => instancesOf(cluster) > 1;
const has = (path: string) => (object: unknown) => (at(object, path) ?? null) !== null;
const usesPlugin = (cluster: Manifest) => enabledPlugins(cluster).length > 0;

export const KNOWN_BUGS_SOURCE: TableSource = {
  table: 'bugs of CloudNativePG that lose data, availability or a secret',
  sources: ['https://cloudnative-pg.io/documentation/current/release_notes/v1.28/'],
  checked: '2026-11-21',
};

export const KNOWN_BUGS: readonly KnownBug[] = [
  {
    issue: 10409,
    repairs: MAY,
    consequence: 'during a failover the old primary keeps its label, and what clients write to it is lost',
    path: 'spec.instances',
    concerns: hasReplicas,
  },
  {
    issue: 10448,
    repairs: MAY,
    consequence: 'when the node of the primary cannot be reached the failover comes late or not at all',
    path: 'spec.instances',
    concerns: hasReplicas,
  },
  {
    issue: 11032,
    repairs: JUNE,
    consequence: 'when a WAL archiver is added to a running Cluster, the switchover waits for that archiver forever',
    path: 'spec.primaryUpdateMethod',
    concerns: (cluster, index) =>
      hasReplicas(cluster) &&
      usesPlugin(cluster) &&
      at(cluster, 'spec.primaryUpdateMethod') === 'switchover' &&
      archiveFolderOf(cluster, index) !== undefined,
  },
  {
    issue: 10342,
    repairs: MARCH,
    consequence:
      'with synchronous replication an upgrade of the operator can stop half way, with neither version going on',
    path: 'spec.postgresql.synchronous',
    upgrade: true,
    concerns: (cluster) => hasReplicas(cluster) && has('spec.postgresql.synchronous')(cluster),
  },
  {
    issue: 10818,
    repairs: JUNE,
    consequence:
      'a recovery from an object store can stop at the timeline of the base backup and drop all later transactions',
    path: 'spec.bootstrap.recovery',
    recovery: true,
    concerns: has('spec.bootstrap.recovery'),
  },
  {
    issue: 11006,
    repairs: JUNE,
    consequence: 'a bootstrap by pg_basebackup overwrites data that is on its volume already',
    path: 'spec.bootstrap.pg_basebackup',
    concerns: has('spec.bootstrap.pg_basebackup'),
  },
  {
    issue: 9650,
    repairs: FEBRUARY,
    consequence: 'replicas crash in a loop over timeline files that an earlier life of the archive has left',
    path: 'spec.bootstrap.recovery',
    recovery: true,
    concerns: (cluster) => hasReplicas(cluster) && has('spec.bootstrap.recovery')(cluster),
  },
  {
    issue: 10053,
    repairs: JUNE,
    consequence: 'a role loses its password when its Secret cannot be read for a moment',
    path: 'spec.managed.roles',
    concerns: (cluster) => managedRolesOf(cluster).some(({ role }) => has('passwordSecret')(role)),
  },
  {
    issue: 9950,
    repairs: MARCH,
    consequence: 'passwords of managed roles can get into the log',
    path: 'spec.managed.roles',
    concerns: (cluster) => managedRolesOf(cluster).some(({ role }) => has('passwordSecret')(role)),
  },
  {
    issue: 10870,
    repairs: JUNE,
    consequence: 'of two Database objects for one database, deleting the one that never managed it drops the database',
    path: 'metadata.name',
    concerns: (cluster, index) =>
      dependentsOf(Kind.DATABASE, cluster, index).some(
        (database) => at(database, 'spec.databaseReclaimPolicy') === 'delete',
      ),
  },
  {
    issue: 9397,
    repairs: FEBRUARY,
    consequence:
      'after an upgrade from before 1.28 a Pooler may offer the wrong certificate, and no client can connect through it',
    path: 'metadata.name',
    concerns: (cluster, index) => dependentsOf(Kind.POOLER, cluster, index).length > 0,
  },
  {
    issue: 10518,
    repairs: MAY,
    consequence: 'a path with a blank is split in two when WAL is restored, and no recovery works',
    path: 'spec.externalClusters',
    recovery: true,
    concerns: (cluster, index) =>
      / /.test(archiveFolderOf(cluster, index)?.location.replace(/^ObjectStore | at .*$/g, '') ?? ''),
  },
  {
    issue: 10932,
    repairs: JUNE,
    consequence: 'the plugin of an external cluster is used although it is switched off',
    path: 'spec.externalClusters',
    concerns: (cluster) => externalClustersOf(cluster).some(({ entry }) => at(entry, 'plugin.enabled') === false),
  },
];

/**
 * The bugs of an operator that a Cluster is exposed to, each with the release that fixes it. None of an operator that the table of releases
 * does not know: a bug of 1.28.0 may have come with it.
 */
export function bugsOf(cluster: Manifest, index: Index, operator: string): { bug: KnownBug; repair: Repair }[] {
  if (releaseOf(operator) === undefined) return [];
  return KNOWN_BUGS.flatMap((bug) => {
    const repair = repairFor(bug, operator);
    return repair !== undefined && bug.concerns(cluster, index) ? [{ bug, repair }] : [];
  });
}
