import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { BARMAN_CLOUD_PLUGIN } from '../../../values/cnpg/barman-cloud';
import { HIBERNATION_ANNOTATION } from '../../../values/cnpg/cnpg-metadata';
import { OBJECTIVES_ANNOTATION } from '../../../values/declarations/objectives';
import { parseObjectives } from '../../../values/declarations/objectives-text';
import { Quantity } from '../../../values/kubernetes/quantity';
import { Schedule } from '../../../values/time/schedule';
import type { PostgresCluster } from '../../postgres/cluster';
import { CustomQueries } from '../custom-queries';
import type { BackupWay, ClusterFacts, PoolerFacts } from './cluster-facts';

/** The parts of rendered objects that are read here. */
interface ClusterObject {
  readonly metadata: { readonly annotations: Texts | undefined };
  readonly spec: {
    readonly instances: number;
    readonly replica:
      | Partial<Readonly<{ enabled: boolean; primary: string; self: string; minApplyDelay: string }>>
      | undefined;
    readonly plugins: readonly Plugin[] | undefined;
    readonly postgresql:
      | { readonly parameters: Texts | undefined; readonly synchronous: Synchronous | undefined }
      | undefined;
    readonly storage: { readonly size: string };
    readonly walStorage: { readonly size: string } | undefined;
    readonly monitoring: { readonly customQueriesConfigMap: readonly Reference[] | undefined } | undefined;
    readonly certificates: Texts | undefined;
  };
}
type Texts = Readonly<Record<string, string>>;
interface Plugin {
  readonly name: string;
  readonly enabled: boolean | undefined;
  readonly isWALArchiver: boolean | undefined;
}
interface Synchronous {
  readonly number: number;
  readonly dataDurability: string | undefined;
  readonly failoverQuorum: boolean | undefined;
}
interface Reference {
  readonly name: string;
  readonly key: string;
}

interface ScheduledBackupObject {
  readonly spec: {
    readonly schedule: string;
    readonly method: string | undefined;
    readonly suspend: boolean | undefined;
  };
}

interface PoolerObject {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly instances: number | undefined;
    readonly pgbouncer: { readonly parameters: Texts | undefined };
  };
}

/** PgBouncer's own defaults, which CNPG leaves. */
const MAX_CLIENT_CONN = 100;
const DEFAULT_POOL_SIZE = 20;

/** What is rendered of a cluster, its schedules and its poolers, whatever props or overrides it came from. */
export function readClusterFacts(
  cluster: PostgresCluster,
  also: Pick<ClusterFacts, 'certificates' | 'externalSecrets'>,
): ClusterFacts {
  const [object] = objectsOf(cluster, 'Cluster', ({ name }) => name === cluster.name);
  const { metadata, spec } = object as ClusterObject;
  const annotations = metadata.annotations ?? {};
  const ofCluster = (_: Named, { spec }: Dependent) => spec?.cluster?.name === cluster.name;
  const schedules = objectsOf(cluster, 'ScheduledBackup', ofCluster) as ScheduledBackupObject[];
  const poolers = objectsOf(cluster, 'Pooler', ofCluster) as PoolerObject[];
  const { enabled, primary, self, minApplyDelay } = spec.replica ?? {};
  const synchronous = spec.postgresql?.synchronous;
  return {
    name: cluster.name,
    namespace: cluster.namespace,
    instances: spec.instances,
    major: Number(cluster.version),
    isReplica: enabled ?? (primary !== undefined && primary !== (self ?? cluster.name)),
    isDelayed: minApplyDelay !== undefined,
    isHibernated: annotations[HIBERNATION_ANNOTATION] === 'on',
    objectives: parseObjectives(annotations[OBJECTIVES_ANNOTATION] ?? '{}'),
    archive: archiveOf(spec),
    backups: backupsOf(schedules.filter((schedule) => schedule.spec.suspend !== true)),
    synchronous: synchronous && {
      number: synchronous.number,
      required: synchronous.dataDurability !== 'preferred',
      failoverQuorum: synchronous.failoverQuorum === true,
    },
    storage: {
      walBytes: Quantity.parse((spec.walStorage ?? spec.storage).size).bytes,
      hasWalVolume: spec.walStorage !== undefined,
    },
    parameters: spec.postgresql?.parameters ?? {},
    poolers: poolers.map(poolerFacts),
    certificateSecrets: secretsOf(cluster.name, spec.certificates ?? {}),
    customMetrics: customMetrics(cluster, spec.monitoring?.customQueriesConfigMap ?? []),
    ...also,
  };
}

type Named = ApiObject['metadata'];
interface Dependent {
  readonly spec: { readonly cluster: { readonly name: string } | undefined } | undefined;
}

/** The rendered objects of a kind in the cluster's namespace, wherever in the tree they were made. */
function objectsOf(
  cluster: PostgresCluster,
  kind: string,
  isWanted: (metadata: Named, object: Dependent) => boolean,
): unknown[] {
  return cluster.node.root.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .filter((object) => object.kind === kind && object.metadata.namespace === cluster.namespace)
    .map((object) => ({ object, json: object.toJson() as Dependent }))
    .filter(({ object, json }) => isWanted(object.metadata, json))
    .map(({ json }) => json);
}

function archiveOf({ plugins = [] }: ClusterObject['spec']): ClusterFacts['archive'] {
  const archiver = plugins.find(({ enabled, isWALArchiver }) => enabled !== false && isWALArchiver === true);
  if (archiver === undefined) return undefined;
  return archiver.name === BARMAN_CLOUD_PLUGIN ? 'barman-cloud' : 'another';
}

function backupsOf(schedules: readonly ScheduledBackupObject[]): ClusterFacts['backups'] {
  if (schedules.length === 0) return undefined;
  const ways = schedules.map(({ spec }): BackupWay => (spec.method === 'plugin' ? 'plugin' : 'operator'));
  const interval = Math.min(...schedules.map(({ spec }) => longestPause(Schedule.parse(spec.schedule))));
  // One that never runs is reported elsewhere.
  return Number.isFinite(interval) ? { ways: [...new Set(ways)].sort(), interval } : undefined;
}

/** In seconds, over the next runs after a day like any other: the clock has no part in what is written. */
function longestPause(schedule: Schedule): number {
  const runs = schedule.next(64, new Date(Date.UTC(2026, 0, 1)));
  const pauses = runs.slice(1).map((run, index) => (run.getTime() - (runs[index]?.getTime() ?? 0)) / 1000);
  return pauses.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...pauses);
}

function poolerFacts({ metadata, spec }: PoolerObject): PoolerFacts {
  return {
    name: metadata.name,
    instances: spec.instances ?? 1,
    maxClients: Number(spec.pgbouncer.parameters?.max_client_conn ?? MAX_CLIENT_CONN),
    poolSize: Number(spec.pgbouncer.parameters?.default_pool_size ?? DEFAULT_POOL_SIZE),
  };
}

function secretsOf(cluster: string, given: Texts): string[] {
  const secrets = [
    given.serverCASecret ?? `${cluster}-ca`,
    given.serverTLSSecret ?? `${cluster}-server`,
    given.clientCASecret ?? `${cluster}-ca`,
    given.replicationTLSSecret ?? `${cluster}-replication`,
  ];
  return [...new Set(secrets)].sort();
}

function customMetrics(cluster: IConstruct & { readonly namespace: string }, references: readonly Reference[]) {
  return cluster.node.root.node
    .findAll()
    .filter((construct): construct is CustomQueries => construct instanceof CustomQueries)
    .filter(({ namespace }) => namespace === cluster.namespace)
    .filter(({ reference }) =>
      references.some(({ name, key }) => name === reference.configMap && key === reference.key),
    )
    .flatMap(({ metrics }) => metrics);
}
