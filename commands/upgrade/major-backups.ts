import type { PostgresCluster } from '../../constructs/index';
import { archiverOf } from '../../manifests/cnpg/archives';
import type { Manifest } from '../../manifests/object/manifest';
import { shellWord } from '../cli/shell-word';

/** What an upgrade can fall back on: an archive of Barman Cloud, volume snapshots alone, what another plugin keeps, or nothing that is declared. */
type MajorBackups = 'archive' | 'snapshots' | 'other' | 'none';

/** The cluster that backups are taken of. */
export interface BackedUp {
  readonly application: string;
  readonly cluster: string;
  /** Whether the application has more than one. */
  readonly several: boolean;
  readonly namespace: string;
  /** Its application database. */
  readonly database: string;
  readonly backups: MajorBackups;
}

export function backupsOf(
  { archived, archivedInTree, snapshotted }: PostgresCluster,
  manifest: Manifest,
): MajorBackups {
  if (archived || archivedInTree) return 'archive';
  if (archiverOf(manifest) !== undefined) return 'other';
  return snapshotted ? 'snapshots' : 'none';
}

const OF_PLUGIN = 'a base backup by the plugin that archives this cluster, completed';

/** The base backup before an upgrade, and what else can be restored where there is none. */
export function backupBefore(backedUp: BackedUp): string {
  if (backedUp.backups === 'none') {
    return `a dump of every database that you have restored elsewhere, since nothing backs this cluster up; the roles by pg_dumpall --globals-only; the databases by ${dumpOf(backedUp)}`;
  }
  if (backedUp.backups === 'other') return OF_PLUGIN;
  return `a base backup that is younger than a day, completed: ${backupOf(backedUp)}`;
}

/** The first one after it. */
export function backupAfter(backedUp: BackedUp, to: number): string {
  if (backedUp.backups === 'none') return `a dump, since nothing backs this cluster up: ${dumpOf(backedUp)}`;
  if (backedUp.backups === 'other') return `${OF_PLUGIN}, as soon as it is ready for PostgreSQL ${to}`;
  return `a base backup, completed: ${backupOf(backedUp)}; until then nothing that PostgreSQL ${to} has written can be restored`;
}

function backupOf({ application, cluster, several }: BackedUp): string {
  return `npm run -s backup -- ${application}${several ? ` --cluster ${cluster}` : ''} | kubectl create -f -`;
}

/** The container of PostgreSQL in the primary, as `kubectl exec` takes it. */
export function primaryOf({ cluster, namespace }: Pick<BackedUp, 'cluster' | 'namespace'>): string {
  return `"$(kubectl get clusters.postgresql.cnpg.io ${cluster} -n ${namespace} -o jsonpath='{.status.currentPrimary}')" -n ${namespace} -c postgres`;
}

function dumpOf(backedUp: BackedUp): string {
  const { database } = backedUp;
  return `kubectl exec ${primaryOf(backedUp)} -- pg_dump -Fc ${shellWord(database)} > ${shellWord(`${database}.dump`)}`;
}
