import type { GitOps } from '../../constructs/index';
import { manifestName } from '../../manifests/object/identity';
import type { MajorChange } from '../../plan/engine/major-change';
import type { LineageEntry } from '../../plan/lineage/lineage-entry';
import { numberedSteps } from '../cli/numbered-steps';
import type { DeclaredChange } from './source-edits';

/** The cluster that the procedure is printed for. */
export interface MajorSituation {
  readonly application: string;
  readonly cluster: string;
  /** Whether the application has more than one. */
  readonly several: boolean;
  readonly namespace: string;
  /** Its application database. */
  readonly database: string;
  readonly to: number;
  /** Days that its archive keeps. @default - nothing is ever removed, or nothing archived */
  readonly retention: number | undefined;
  readonly dryRun: boolean;
  /** What applies the manifests. @default 'argocd' */
  readonly gitops?: GitOps | undefined;
}

interface Upgrade extends MajorSituation {
  readonly from: number;
  /** Files of the source that change. */
  readonly files: readonly string[];
  readonly change: DeclaredChange;
  readonly major: MajorChange;
}

/** Views of users on views of the system, which lose columns now and then; those of extensions are made anew by their scripts. */
const SYSTEM_VIEWS = `SELECT DISTINCT v.oid::regclass FROM pg_class v JOIN pg_rewrite r ON r.ev_class = v.oid JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'v' AND v.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = v.oid AND e.deptype = 'e')`;

/** What an upgrade in place changes in the source, and its commits in their order. */
export function printMajor(upgrade: Upgrade): string {
  const { cluster, from, to, files, change, major, dryRun } = upgrade;
  const changed = [change.version, change.image, change.serverName].flatMap((each) =>
    each === undefined ? [] : [`  ${each.from} becomes ${each.to}\n`],
  );
  const losses = major.losses.map((loss) => `! ${loss}\n`);
  return [
    `${files.join(', ')}: PostgreSQL ${from} of ${cluster} becomes ${to}${dryRun ? ' (dry run: nothing is written)' : ''}\n`,
    ...changed,
    ...losses,
    '\nThe steps:\n',
    numberedSteps([
      preparation(upgrade),
      ...dumps(upgrade),
      upgradeCommit(upgrade),
      ...aftercare(upgrade, change.serverName?.from),
    ]),
  ].join('');
}

/** The major before, and the server name that it archived under. */
type Before = Pick<Upgrade, 'from'> & { readonly archive: string };

/** What the lineage lock knows of a cluster's major before the one that it has. */
export function upgradeBefore(
  { namespace, cluster, to }: MajorSituation,
  lineage: readonly LineageEntry[],
): Before | undefined {
  const archives = lineage.flatMap((entry) =>
    'archive' in entry && entry.cluster === `${namespace}/${cluster}` && entry.major < to ? [entry] : [],
  );
  const last = archives.toSorted((a, b) => a.major - b.major).at(-1);
  return last && { from: last.major, archive: last.archive.split(' ').at(-1) ?? '' };
}

/** What is left where the major is declared already: what follows an upgrade, if there was one. */
export function printUpgraded(situation: MajorSituation, before: Before | undefined, isArchived: boolean): string {
  const { cluster, to } = situation;
  const said = `cluster ${cluster} is declared with PostgreSQL ${to} already`;
  if (before !== undefined) {
    const steps = numberedSteps(aftercare({ ...situation, from: before.from }, before.archive));
    return `${said}, and was upgraded from ${before.from}\n\nWhat follows an upgrade:\n${steps}`;
  }
  return isArchived
    ? `${said}, and lineage.lock.json knows no older one of it: nothing is to be done\n`
    : `${said}: nothing is to be done. Nothing archives it, so nothing here tells whether it was upgraded just now; then docs/tasks/upgrade-postgresql.md has what follows\n`;
}

function preparation({ cluster, namespace, database, from, to, change, ...rest }: Upgrade): string[] {
  const psql = (sql: string) => `kubectl cnpg psql ${cluster} -n ${namespace} -- ${database} -c "${sql}"`;
  return [
    'before it: no commit, and this one is not pushed yet',
    ...(change.serverName === undefined
      ? ['a copy of the data that you can restore: nothing archives this cluster']
      : [`a base backup that is younger than a day, completed: ${backupOf({ cluster, ...rest })}`]),
    `${psql("SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'logical'")} shows none${from < 17 ? ': they would be lost' : ', or all that they hold is consumed'}`,
    `${psql('SELECT name, installed_version FROM pg_available_extensions WHERE installed_version IS NOT NULL')}, in every database: the new image has each of them`,
    `${psql('SELECT count(*) FROM pg_prepared_xacts')} is 0: pg_upgrade refuses prepared transactions`,
    `${psql(SYSTEM_VIEWS)}, in every database, shows none, or views whose columns PostgreSQL ${to} still has: pg_upgrade passes its own checks and then fails at a view on pg_stat_bgwriter.buffers_backend, which left with 17; drop such views before, and create them anew after it`,
    `whatever dumps the database from elsewhere has pg_dump ${to}`,
    `a rehearsal in a copy, npm run restore -- ${rest.application} --at INSTANT --drill, whose image is then changed by kubectl: what fails there fails here, and it tells how long it takes`,
  ];
}

function dumps({ from, to, major }: Upgrade): string[][] {
  if (major.dumps.length === 0) return [];
  return [
    [
      `git commit -m "Dump with pg_dump ${to}"`,
      `${major.dumps.map(({ workload, image }) => `${manifestName(workload)} ("${image}")`).join(', ')}: pg_dump ${to} dumps PostgreSQL ${from}, too`,
      'before the next: a dump is taken',
      'way back: revert the commit, while the database is not upgraded',
    ],
  ];
}

function upgradeCommit({ cluster, namespace, from, to, files, change, dryRun }: Upgrade): string[] {
  const { serverName } = change;
  const together = serverName === undefined ? 'version and image' : 'version, image and serverName';
  return [
    `git commit -m "Upgrade ${cluster} to PostgreSQL ${to}"`,
    `${files.join(', ')} ${dryRun ? 'would be' : 'is'} changed: ${together}, in this one commit${serverName === undefined ? '' : '; with the old serverName the archives of both majors mix, and a restore of the new one is refused as soon as the old one has ever failed over'}`,
    `npm run synth${serverName === undefined ? '' : ` (it enters the archive ${serverName.to} in lineage.lock.json)`}, npm run -s plan, then commit the source, dist/ and the lock, and push it when the database may be down`,
    'all instances stop, a Job runs pg_upgrade on the volume of the primary, and the replicas are copied again: from a minute on, longer with many objects',
    `before the next: kubectl get clusters.postgresql.cnpg.io ${cluster} -n ${namespace} -o jsonpath='{.status.pgDataImageInfo.majorVersion}' is ${to}`,
    `before the next: kubectl wait clusters.postgresql.cnpg.io ${cluster} -n ${namespace} --for=condition=Ready --timeout=60m`,
    `way back, while the Job ${cluster}-N-major-upgrade has not succeeded: revert the whole commit; the operator deletes the Job and starts PostgreSQL ${from}, whose data is untouched`,
    `way back after that: none by a revert, which is refused as a downgrade`,
  ];
}

function aftercare(situation: MajorSituation & Pick<Upgrade, 'from'>, old: string | undefined): string[][] {
  const { application, cluster, namespace, to, from, retention } = situation;
  const primary = `"$(kubectl get clusters.postgresql.cnpg.io ${cluster} -n ${namespace} -o jsonpath='{.status.currentPrimary}')" -n ${namespace} -c postgres`;
  const statistics =
    to >= 18
      ? 'vacuumdb --all --analyze-in-stages --missing-stats-only, then vacuumdb --all --analyze-only'
      : 'vacuumdb --all --analyze-in-stages';
  return [
    [
      'at once: no commit',
      `a base backup, completed: ${backupOf(situation)}; until then nothing that PostgreSQL ${to} has written can be restored`,
      `statistics: kubectl exec ${primary} -- ${statistics}`,
      `extensions, if pg_upgrade has left the file: kubectl exec ${primary} -- psql -f /var/lib/postgresql/data/pgdata/update_extensions.sql; versions in Database objects follow in a commit`,
      `the application works, and its logs and the alerts are quiet`,
      `way back: a cluster of PostgreSQL ${from} out of the old archive${old === undefined ? '' : ` (a PostgresClusterFromBackup with source.archive: serverName '${old}')`}, at most to the moment of the upgrade; what was written since is lost unless it is exported first`,
    ],
    [
      `${retention === undefined ? 'when nobody needs the old major' : `after ${retention} days`}: no commit`,
      `delete ${old === undefined ? 'the folder of the old server name' : `the folder ${old}/`} in the bucket of ${application}: no retention policy reaches it any more, and it restores PostgreSQL ${from} only`,
      'its line stays in lineage.lock.json: the name is never used again',
      'way back: none',
    ],
  ];
}

function backupOf({
  application,
  cluster,
  several,
}: Pick<MajorSituation, 'application' | 'cluster' | 'several'>): string {
  return `npm run -s backup -- ${application}${several ? ` --cluster ${cluster}` : ''} | kubectl create -f -`;
}
