import type { Application } from '../../constructs/index';
import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { isKustomization, type Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { complete } from '../../rules/admission';
import type { Target } from '../../values/cnpg/target';
import { OBJECTIVES_ANNOTATION } from '../../values/declarations/objectives';
import { parseObjectives } from '../../values/declarations/objectives-text';
import { treeOf } from '../applications/application-tree';
import { appliedAt, type PlatformSite, platformSites } from '../applications/platform-sites';
import { meantAmong } from '../applications/serving-database';
import type { Console } from '../cli/console';
import { oneApplication, oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { folded } from '../report/lines';
import type { Live } from '../status/need';
import { certificates } from './certificates';
import { type Comparison, readable, type Verified } from './comparison';
import { dependents } from './dependents';
import { drift } from './drift';
import { inPostgres } from './in-postgres';
import { operators } from './operators';
import { type PostgresSession, postgresSession } from './postgres-session';
import { printVerify } from './print-verify';
import { recoverable } from './recoverable';
import { rest } from './rest';
import { runningImages } from './running-images';
import { runningInstances } from './running-instances';
import type { SeenCluster } from './seen-cluster';
import { synchrony } from './synchrony';

/** What `npm run verify` is asked for. */
export interface VerifyRequest {
  /** Name of the application. */
  readonly application: string;
  /** Name of one of its Clusters. @default - all of them */
  readonly cluster?: string;
  /** Name of the platform that is asked. @default - the application's own */
  readonly platform?: string;
  /** URI of a read-only role in a database of the Cluster. @default - PostgreSQL is not asked */
  readonly connection?: string;
  readonly output: 'text' | 'json';
  readonly now: Date;
  readonly console: Console;
}

/**
 * Compares what an application declares with what runs, and writes nothing.
 * @returns the exit code: 1 where something is wrong, 2 where nothing is, and something may not be read
 * @throws UsageError for names that are none, and where the Kubernetes cluster or PostgreSQL does not answer
 */
export async function verify(
  applications: readonly Application[],
  live: () => Promise<Live>,
  request: VerifyRequest,
): Promise<number> {
  const { now, console, output } = request;
  const application = oneApplication(applications, request.application);
  const site = siteAsked(application, applications, request);
  const { target } = site;
  const manifests = appliedAt(site);
  const index = new Index(manifests);
  const clusters = chosen(index.all(Kind.CLUSTER), application, request);
  const ask = await live();
  // Where nobody has named a platform, the others may be anywhere.
  const others = site.platform === undefined ? [] : site.others.filter((manifest) => !isKustomization(manifest));
  const comparisons: Comparison[] = [];
  const progress = (what: string) => console.progress?.(`${what} …`);
  try {
    for (const declared of clusters) {
      progress(manifestName(declared));
      comparisons.push(...(await ofCluster(declared, target, index, ask, request)));
    }
    progress('drift');
    comparisons.push(...(await drift(manifests, ask, now, target)));
    progress('operators');
    comparisons.push(...(await operators([...manifests, ...others], target, ask)));
  } finally {
    console.progress?.('');
  }
  const states = new Set(comparisons.map(({ state }) => state));
  const isWell = !states.has('wrong') && !states.has('unread');
  const report = { application: application.name, at: now.toISOString(), well: isWell, comparisons };
  console.out(
    output === 'json' ? `${JSON.stringify(report, null, 2)}\n` : folded(printVerify(comparisons), console.columns),
  );
  if (states.has('wrong')) return 1;
  return isWell ? 0 : 2;
}

/** The platform of the Kubernetes cluster that is asked: the application's own, or that of its second site. */
function siteAsked(
  application: Application,
  applications: readonly Application[],
  { platform }: VerifyRequest,
): PlatformSite {
  const sites = platformSites(application, applications);
  if (platform === undefined) return sites[0];
  const named = sites.flatMap((site) => (site.platform === undefined ? [] : [{ site, name: site.platform }]));
  return oneNamed(named, platform, 'platform').site;
}

/** A connection is to one of them: the database, where there is one. */
function chosen(
  clusters: readonly Manifest[],
  application: Application,
  { cluster, connection }: VerifyRequest,
): readonly Manifest[] {
  const named = clusters.map((manifest) => ({ manifest, name: String(manifest.metadata.name) }));
  if (cluster !== undefined) return [oneNamed(named, cluster, 'cluster').manifest];
  if (connection === undefined) return clusters;
  const meant = meantAmong(treeOf(application), clusters);
  if (meant.length !== 1) {
    const names = named.map(({ name }) => name).join(', ') || 'none';
    throw new UsageError(`--connection is to one cluster: add --cluster with its name; there is ${names}`);
  }
  return meant;
}

async function ofCluster(
  rendered: Manifest,
  target: Target,
  index: Index,
  ask: Live,
  { now, connection }: VerifyRequest,
): Promise<Comparison[]> {
  const declared = complete(rendered, target);
  const object = manifestName(declared);
  let live: Manifest | undefined;
  const unread = await readable('cluster', async () => {
    live = await ask.read(declared);
    return [];
  });
  // The drift tells that it is missing.
  if (live === undefined) return unread.map((each) => ({ ...each, object }));
  const name = String(live.metadata.name);
  const promised = declared.metadata.annotations?.[OBJECTIVES_ANNOTATION];
  const objectives = promised === undefined ? {} : parseObjectives(promised);
  const seen: SeenCluster = { rendered, declared, index, live, objectives, ask, now };
  const session = connection === undefined ? undefined : await postgresSession(connection, name);
  try {
    return (await checked(seen, session)).map(({ check, ...about }) => ({ check, object, ...about }));
  } finally {
    await session?.close();
  }
}

/** Of a cluster that rests nothing runs that could be compared. */
async function checked(seen: SeenCluster, session: PostgresSession | undefined): Promise<Verified[]> {
  if (isHibernated(seen.declared) && isHibernated(seen.live)) return rest(seen);
  return [
    ...rest(seen),
    ...runningInstances(seen),
    ...(await readable('image', () => runningImages(seen))),
    ...(await readable('failover quorum', () => synchrony(seen))),
    ...(await readable('base backup', () => recoverable(seen))),
    ...(await readable('certificates', () => certificates(seen))),
    ...(await readable('what belongs to it', () => dependents(seen))),
    ...(await inPostgres(seen, session)),
  ];
}
