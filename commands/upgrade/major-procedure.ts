import { manifestName } from '../../manifests/object/identity';
import type { MajorChange } from '../../plan/engine/major-change';
import { numberedSteps } from '../cli/numbered-steps';
import { shellWord } from '../cli/shell-word';
import { aftercare, type MajorSituation } from './major-aftercare';
import { backupBefore } from './major-backups';
import type { DeclaredChange } from './source-edits';

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
      ...aftercare(upgrade, change.serverName && { archive: change.serverName.from, isShared: false }),
    ]),
  ].join('');
}

function preparation(upgrade: Upgrade): string[] {
  const { cluster, namespace, database, from, to } = upgrade;
  const psql = (sql: string) => `kubectl cnpg psql ${cluster} -n ${namespace} -- ${shellWord(database)} -c "${sql}"`;
  return [
    'before it: no commit, and this one is not pushed yet',
    backupBefore(upgrade),
    `${psql("SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'logical'")} shows none${from < 17 ? ': they would be lost' : ', or all that they hold is consumed'}`,
    `${psql('SELECT name, installed_version FROM pg_available_extensions WHERE installed_version IS NOT NULL')}, in every database: the new image has each of them`,
    `${psql('SELECT count(*) FROM pg_prepared_xacts')} is 0: pg_upgrade refuses prepared transactions`,
    `${psql(SYSTEM_VIEWS)}, in every database, shows none, or views whose columns PostgreSQL ${to} still has: pg_upgrade passes its own checks and then fails at a view on pg_stat_bgwriter.buffers_backend, which left with 17; drop such views before, and create them anew after it`,
    `whatever dumps the database from elsewhere has pg_dump ${to}`,
    ...rehearsal(upgrade),
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

const COPIES = {
  snapshots: 'a cluster out of a volume snapshot',
  other: 'a cluster out of a backup of that plugin',
  none: 'the dump, restored into a cluster beside it',
};

/** The same in a copy, which is made of what is committed: this change is not in it, or the copy would be of the new major already. */
function rehearsal(upgrade: Upgrade): string[] {
  const { application, cluster, several, namespace, to, backups, dryRun, gitops, change } = upgrade;
  if (backups !== 'archive') {
    return [
      `a rehearsal in a copy: ${COPIES[backups]} of the old major, which is then upgraded; npm run restore has nothing to read here`,
    ];
  }
  const drill = `npm run restore -- ${application} --at INSTANT --drill${several ? ` --cluster ${cluster}` : ''}`;
  const copy = `NAME -n ${namespace}-drill`;
  const pause =
    gitops === 'flux'
      ? `flux suspend kustomization ${application}-drill`
      : `kubectl annotate applications.argoproj.io ${application}-drill -n argocd argocd.argoproj.io/skip-reconcile=true`;
  const spec = change.image === undefined ? { imageCatalogRef: { major: to } } : { imageName: change.image.to };
  const patch = `kubectl patch clusters.postgresql.cnpg.io ${copy} --type merge -p '${JSON.stringify({ spec })}'`;
  return [
    `a rehearsal in a copy, whose source must still be the old major: ${dryRun ? 'before this change is written' : 'git stash takes this change away'}; ${drill}, and its first step; when the copy is healthy: ${pause}, then ${patch}. What fails there fails here, and it tells how long it takes. End the drill by its second step${dryRun ? '' : ', then git stash pop'}`,
  ];
}
