import type { GitOps } from '../../constructs/index';
import { type ArchiveEntry, type LineageEntry, serverNameIn } from '../../plan/lineage/lineage-entry';
import { numberedSteps } from '../cli/numbered-steps';
import { type BackedUp, backupAfter, primaryOf } from './major-backups';

/** The cluster that the procedure is printed for. */
export interface MajorSituation extends BackedUp {
  readonly to: number;
  /** Days that its archive keeps. @default - nothing is ever removed, or nothing archived */
  readonly retention: number | undefined;
  readonly dryRun: boolean;
  /** What applies the manifests. @default 'argocd' */
  readonly gitops?: GitOps | undefined;
}

interface From {
  /** The major before. */
  readonly from: number;
}

interface OldArchive {
  /** The server name that the major before archived under. */
  readonly archive: string;
  /** Whether the new one archives there, too. */
  readonly isShared: boolean;
}

/** What the lineage lock knows of a cluster's major before the one that it has, and whether one of its own archives is that of it. */
export function upgradeBefore(
  { namespace, cluster, to }: MajorSituation,
  lineage: readonly LineageEntry[],
  own: readonly ArchiveEntry[],
): (From & OldArchive) | undefined {
  const archives = lineage.flatMap((entry) =>
    'archive' in entry && entry.cluster === `${namespace}/${cluster}` && entry.major < to ? [entry] : [],
  );
  const last = archives.toSorted((a, b) => a.major - b.major).at(-1);
  if (last === undefined) return undefined;
  const isShared = own.some(({ archive }) => archive === last.archive);
  return { from: last.major, archive: serverNameIn(last.archive), isShared };
}

/** What is left where the major is declared already: what follows an upgrade, if there was one. */
export function printUpgraded(situation: MajorSituation, before: (From & OldArchive) | undefined): string {
  const { cluster, to } = situation;
  const said = `cluster ${cluster} is declared with PostgreSQL ${to} already`;
  if (before !== undefined) {
    const steps = numberedSteps(aftercare({ ...situation, from: before.from }, before));
    return `${said}, and was upgraded from ${before.from}\n\nWhat follows an upgrade:\n${steps}`;
  }
  return situation.backups === 'archive'
    ? `${said}, and lineage.lock.json knows no older one of it: nothing is to be done\n`
    : `${said}: nothing is to be done. Nothing archives it, so nothing here tells whether it was upgraded just now; then docs/tasks/upgrade-postgresql.md has what follows\n`;
}

/** What follows an upgrade at once, and what is left of the old major. */
export function aftercare(situation: MajorSituation & From, old: OldArchive | undefined): string[][] {
  const { to } = situation;
  const primary = primaryOf(situation);
  const statistics =
    to >= 18
      ? 'vacuumdb --all --analyze-in-stages --missing-stats-only, then vacuumdb --all --analyze-only'
      : 'vacuumdb --all --analyze-in-stages';
  return [
    [
      'at once: no commit',
      backupAfter(situation, to),
      `statistics: kubectl exec ${primary} -- ${statistics}`,
      `extensions, if pg_upgrade has left the file: kubectl exec ${primary} -- psql -f /var/lib/postgresql/data/pgdata/update_extensions.sql; versions in Database objects follow in a commit`,
      `the application works, and its logs and the alerts are quiet`,
      wayBack(situation, old?.archive),
    ],
    ...cleanUp(situation, old),
  ];
}

function wayBack({ from, backups }: MajorSituation & From, archive: string | undefined): string {
  const lost = 'what was written since is lost unless it is exported first';
  if (archive !== undefined) {
    return `way back: a cluster of PostgreSQL ${from} out of the old archive (a PostgresClusterFromBackup with source.archive: serverName '${archive}'), at most to the moment of the upgrade; ${lost}`;
  }
  const copy = { archive: 'the archive', snapshots: 'the volume snapshot', other: 'the backup', none: 'the dump' }[
    backups
  ];
  return `way back: a cluster of PostgreSQL ${from} out of ${copy} from before the upgrade; ${lost}`;
}

/** What is left of the old major in the bucket; only an archive that it has to itself is ever deleted. */
function cleanUp({ application, from, to, retention }: MajorSituation & From, old: OldArchive | undefined): string[][] {
  if (old === undefined) return [];
  if (old.isShared) {
    return [
      [
        `soon: one archive for each major`,
        `delete nothing in the bucket: PostgreSQL ${to} archives under "${old.archive}", too, as ${from} did, and their timelines meet there`,
        `give it a serverName that was never used, and take a base backup at once: docs/postgres-upgrades.md has why`,
        'way back: none is needed',
      ],
    ];
  }
  return [
    [
      `${retention === undefined ? 'when nobody needs the old major' : `after ${retention} days`}: no commit`,
      `delete the folder ${old.archive}/ in the bucket of ${application}: no retention policy reaches it any more, and it restores PostgreSQL ${from} only`,
      'its line stays in lineage.lock.json: the name is never used again',
      'way back: none',
    ],
  ];
}
