import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { certificateSecretsOf } from '../../../manifests/cnpg/cluster-certificates';
import { instancesOf, isHibernated, isReplicaCluster, synchronyOf } from '../../../manifests/cnpg/cluster-traits';
import { archivingPlugin } from '../../../manifests/cnpg/plugins';
import { poolerNumber } from '../../../manifests/cnpg/pooler';
import { scheduledCron } from '../../../manifests/cnpg/scheduled-cron';
import { Kind } from '../../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../../../manifests/object/manifest';
import { clusterNameOf } from '../../../manifests/object/references';
import { givenParameters } from '../../../manifests/postgres/server-parameters';
import { BARMAN_CLOUD_PLUGIN } from '../../../values/cnpg/barman-cloud';
import { OBJECTIVES_ANNOTATION } from '../../../values/declarations/objectives';
import { parseObjectives } from '../../../values/declarations/objectives-text';
import { Quantity } from '../../../values/kubernetes/quantity';
import { longestPause } from '../../../values/time/cron-runs';
import { InputError } from '../../base/input-error';
import type { PostgresCluster } from '../../postgres/cluster';
import { CustomQueries } from '../custom-queries';
import type { BackupWay, ClusterFacts, PoolerFacts } from './cluster-facts';

/** The clock has no part in what is written: runs are counted from a day like any other. */
const ANY_DAY = new Date(Date.UTC(2026, 0, 1));

/** What is rendered of a cluster, its schedules and its poolers, whatever props or overrides it came from. */
export function readClusterFacts(
  cluster: PostgresCluster,
  also: Pick<ClusterFacts, 'certificates' | 'externalSecrets'>,
): ClusterFacts {
  const manifest = renderedCluster(cluster);
  const dependents = (kind: string) =>
    renderedBeside(cluster, kind).filter((object) => clusterNameOf(object) === cluster.name);
  const spec = record(manifest.spec);
  return {
    name: cluster.name,
    namespace: cluster.namespace,
    instances: instancesOf(manifest),
    major: Number(cluster.version),
    isReplica: isReplicaCluster(manifest),
    isDelayed: at(spec, 'replica.minApplyDelay') !== undefined,
    isHibernated: isHibernated(manifest),
    objectives: parseObjectives(text(manifest.metadata.annotations?.[OBJECTIVES_ANNOTATION]) ?? '{}'),
    archive: archiveFact(manifest),
    backups: backupsOf(dependents(Kind.SCHEDULED_BACKUP).filter((each) => at(each, 'spec.suspend') !== true)),
    synchronous: synchronyOf(manifest),
    storage: {
      walBytes: Quantity.parse(text(at(spec, 'walStorage.size') ?? at(spec, 'storage.size')) ?? '').bytes,
      hasWalVolume: spec.walStorage !== undefined,
    },
    parameters: givenParameters(manifest),
    poolers: dependents(Kind.POOLER).map(poolerFacts),
    certificateSecrets: [...new Set(Object.values(certificateSecretsOf(manifest)))].sort(),
    customMetrics: customMetrics(cluster, list(at(spec, 'monitoring.customQueriesConfigMap'))),
    ...also,
  };
}

function renderedCluster(cluster: PostgresCluster): Manifest {
  const [manifest] = renderedBeside(cluster, Kind.CLUSTER).filter(({ metadata }) => metadata.name === cluster.name);
  if (manifest === undefined)
    throw new InputError(cluster, `Cluster ${cluster.name} is not among the rendered objects`);
  return manifest;
}

/** The rendered objects of a kind in the cluster's namespace, wherever in the tree they were made. */
function renderedBeside(cluster: PostgresCluster, kind: string): Manifest[] {
  return cluster.node.root.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .filter((object) => groupKindOf(object) === kind && object.metadata.namespace === cluster.namespace)
    .map((object) => object.toJson() as Manifest);
}

function archiveFact(cluster: Manifest): ClusterFacts['archive'] {
  const archiver = archivingPlugin(cluster);
  if (archiver === undefined) return undefined;
  return archiver.name === BARMAN_CLOUD_PLUGIN ? 'barman-cloud' : 'another';
}

function backupsOf(schedules: readonly Manifest[]): ClusterFacts['backups'] {
  if (schedules.length === 0) return undefined;
  const ways = schedules.map((each): BackupWay => (at(each, 'spec.method') === 'plugin' ? 'plugin' : 'operator'));
  const interval = Math.min(...schedules.map((each) => longestPause(scheduledCron(each), ANY_DAY)));
  // One that never runs is reported elsewhere.
  return Number.isFinite(interval) ? { ways: [...new Set(ways)].sort(), interval } : undefined;
}

function poolerFacts(pooler: Manifest): PoolerFacts {
  return {
    name: String(pooler.metadata.name),
    instances: instancesOf(pooler),
    maxClients: poolerNumber(pooler, 'max_client_conn'),
    poolSize: poolerNumber(pooler, 'default_pool_size'),
  };
}

function customMetrics(cluster: IConstruct & { readonly namespace: string }, references: readonly unknown[]) {
  const isRead = ({ reference }: CustomQueries) =>
    references.map(record).some(({ name, key }) => name === reference.configMap && key === reference.key);
  return cluster.node.root.node
    .findAll()
    .filter((construct): construct is CustomQueries => construct instanceof CustomQueries)
    .filter((queries) => queries.namespace === cluster.namespace && isRead(queries))
    .flatMap(({ metrics }) => metrics);
}
