import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { Instant } from '../../values/time/instant';
import { pluginArchiveOf } from '../cnpg/archives';
import { type Manifest, record } from '../object/manifest';
import { type DrillOrigin, drillMetadata } from './labels';

const SOURCE = 'origin';

/**
 * The fields copied from the cluster. An instance recovers only with the same major, extensions and tablespaces, and large enough
 * settings.
 */
const KEPT = [
  'imageName',
  'imageCatalogRef',
  'imagePullSecrets',
  'storage',
  'walStorage',
  'tablespaces',
  'resources',
  'serviceAccountTemplate',
  'postgresUID',
  'postgresGID',
];
const KEPT_OF_AFFINITY = ['nodeSelector', 'tolerations'];

export interface RecoveredClusterOptions {
  readonly name: string;
  /** An instant with an offset. */
  readonly targetTime: string;
  readonly database: string;
  readonly owner: string;
}

/**
 * A cluster of one instance, recovered from the archive of another cluster to a point in time. It has no plugin that archives, so that it
 * can never write to the archive that it came from.
 *
 * @returns undefined where the cluster has no archive of the Barman Cloud plugin
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export function recoveredCluster(
  origin: DrillOrigin,
  cluster: Manifest,
  options: RecoveredClusterOptions,
): Manifest | undefined {
  const archive = pluginArchiveOf(cluster);
  if (archive === undefined) return undefined;
  const spec = record(cluster.spec);
  const postgresql = pick(record(spec.postgresql), ['parameters', 'shared_preload_libraries', 'extensions']);
  const parameters = { barmanObjectName: archive.store, serverName: archive.serverName };
  const { name, database, owner } = options;
  const recoveryTarget = { targetTime: Instant.parse(options.targetTime).toPostgres() };
  return {
    apiVersion: cluster.apiVersion,
    kind: 'Cluster',
    metadata: drillMetadata(origin, name),
    spec: {
      ...pick(spec, KEPT),
      instances: 1,
      enablePDB: false,
      affinity: pick(record(spec.affinity), KEPT_OF_AFFINITY),
      postgresql,
      bootstrap: { recovery: { source: SOURCE, database, owner, recoveryTarget } },
      externalClusters: [{ name: SOURCE, plugin: { name: BARMAN_CLOUD_PLUGIN, parameters } }],
    },
  };
}

function pick(object: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return defined(Object.fromEntries(keys.map((key) => [key, object[key]])));
}

function defined(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
