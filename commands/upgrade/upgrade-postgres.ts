import type { App } from 'cdk8s';
import { type Application, type PostgresCluster, targetOf } from '../../constructs/index';
import { imageOf } from '../../manifests/cnpg/cluster-image';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { archivesOf } from '../../plan/engine/archives';
import { MajorChange, serverNameFor } from '../../plan/engine/major-change';
import type { PostgresMajor } from '../../values/cnpg/image';
import { firstFree } from '../../values/text/first-free';
import { retentionDays } from '../../values/time/retention';
import { clustersOf, manifestsOf, neighboursOf, treeOf } from '../applications/application-tree';
import { oneDatabase } from '../applications/serving-database';
import type { Console } from '../cli/console';
import { oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { inTreeProblem } from '../restore/in-tree-archive';
import { lineage, usedNames } from '../restore/source';
import { applicationSources, writeApplication } from '../source/application-sources';
import { printUpgraded, upgradeBefore } from './major-aftercare';
import { backupsOf } from './major-backups';
import { imageFor } from './major-image';
import { parametersIn, upgraded } from './major-manifests';
import { printMajor } from './major-procedure';
import { refusals } from './major-refusals';
import { recoveredDatabase } from './recovered-database';
import { type DeclaredChange, editDeclaration } from './source-edits';
import { copiedFrom, upgradeOnline } from './upgrade-online';
import { wantedMajor } from './wanted-major';

/** What `npm run upgrade -- postgres` is asked for. */
export interface MajorRequest {
  /** The wanted major. */
  readonly version: string;
  /** Name of the application. */
  readonly app: string;
  /** Name of the Cluster, for applications that have several. */
  readonly cluster?: string;
  /** Image of the new major. @default - the newest minor that is known, of the flavour and the distribution that run */
  readonly image?: string;
  /** Whether by logical replication into a cluster beside it, in place of pg_upgrade. */
  readonly online: boolean;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
  /** Folder of the repository. */
  readonly root: string;
  readonly console: Console;
}

/** Why no other major of a cluster is declared that CNPG archives by itself. */
const SHARES_ARCHIVE =
  'so that another major would write into the archive of this one, or into none, by an image without Barman Cloud';

/**
 * Writes another major of PostgreSQL into the source of an application: version, image and server name of the archive, which must change in
 * one commit. It prints all commits of the way.
 *
 * @returns the exit code: 1 where the upgrade would fail or break something, and nothing is written
 * @throws UsageError for versions and clusters that cannot be meant, and for a source that it cannot edit
 */
export function upgradePostgres(applications: readonly Application[], request: MajorRequest): number {
  const { root, console, dryRun } = request;
  const application = oneApplication(applications, request.app);
  const app = treeOf(application);
  const cluster = chosen(app, application.name, request);
  const to = wantedMajor(request, cluster);
  const manifests = [...neighboursOf(application, applications), application].flatMap(manifestsOf);
  const index = new Index(manifests);
  const manifest = index.get(Kind.CLUSTER, cluster.namespace, cluster.name);
  if (manifest === undefined) throw new UsageError(`cluster "${cluster.name}" is not rendered`);
  const situation = {
    application: application.name,
    cluster: cluster.name,
    several: clustersOf(app).length > 1,
    namespace: namespaceOf(manifest),
    database: cluster.database,
    to: Number(to),
    retention: retentionOf(cluster, index),
    dryRun,
    gitops: application.platform?.gitops,
    backups: backupsOf(cluster, manifest),
  };
  const own = archivesOf(manifest, index);
  if (to === cluster.version) {
    console.out(printUpgraded(situation, upgradeBefore(situation, lineage(root), own)));
    return 0;
  }
  const inTree = inTreeProblem(cluster, SHARES_ARCHIVE);
  if (inTree !== undefined) throw new UsageError(inTree);
  const recovered = recoveredDatabase(cluster, app, request);
  const image = imageFor(to, manifest, index, request.image);
  const change = {
    cluster: cluster.name,
    ...declaredChange(cluster, to, image, imageOf(manifest, index), usedNames(root)),
  };
  const after = upgraded(manifest, change, manifests, parametersIn(cluster, to, image));
  const target = targetOf(application);
  const major = new MajorChange({
    before: manifest,
    after: after.manifest,
    objects: { before: index, after: after.index },
    target,
  });
  const refused = refusals({
    cluster,
    all: clustersOf(app),
    before: manifest,
    after: after.manifest,
    index,
    target,
    major,
  });
  if (request.online) {
    const used = [...usedNames(root), ...clustersOf(app).map(({ name }) => name)];
    return upgradeOnline({
      situation,
      app,
      cluster,
      to,
      image,
      after: after.manifest,
      index,
      major,
      used,
      root,
      console,
    });
  }
  if (refused.length > 0) {
    console.err(
      `apps/${application.name} stays as it is: PostgreSQL ${cluster.version} of ${cluster.name} cannot become ${to}. Mend this first, in commits of its own:\n${refused.map((line) => `  ${line}\n`).join('')}`,
    );
    return 1;
  }
  const sources = applicationSources(root, application.name);
  // A recovered cluster has the version and the image of the values that declared its source; its server name is with its recovery.
  const edited = editDeclaration(
    sources,
    recovered === undefined ? change : { ...change, cluster: recovered.root, serverName: undefined },
  );
  if (!dryRun) {
    writeApplication(root, edited);
    recovered?.write(change.serverName?.to);
  }
  const files = [
    ...edited.keys(),
    ...(recovered === undefined || change.serverName === undefined ? [] : [recovered.file]),
  ];
  console.out(printMajor({ ...situation, from: Number(cluster.version), files, change, major }));
  return 0;
}

/** An online upgrade goes on with what it copies, also after the cut-over to the copy. */
function chosen(app: App, application: string, request: MajorRequest): PostgresCluster {
  const database = oneDatabase(app, application, request.cluster);
  if (!request.online || request.cluster !== undefined) return database;
  return oneDatabase(app, application, copiedFrom(request, database.name));
}

function declaredChange(
  cluster: PostgresCluster,
  to: PostgresMajor,
  image: string | undefined,
  runs: string | undefined,
  used: readonly string[],
): Omit<DeclaredChange, 'cluster'> {
  const { archive, version } = cluster;
  return {
    version: { from: version, to },
    ...(image !== undefined && { image: { from: runs ?? '', to: image } }),
    ...(archive && {
      // What was written to once is never written to again.
      serverName: {
        from: archive.serverName,
        to: firstFree(serverNameFor(archive.serverName, Number(to)), (name) => used.includes(name)),
      },
    }),
  };
}

function retentionOf(cluster: PostgresCluster, index: Index): number | undefined {
  const name = cluster.archive?.store.name;
  const store = name === undefined ? undefined : index.get(Kind.OBJECT_STORE, cluster.namespace, name);
  const policy = text(at(store, 'spec.retentionPolicy'));
  return policy === undefined ? undefined : retentionDays(policy);
}
