import { Instant } from '../../values/time/instant';
import { list, type Manifest, record, text } from '../object/manifest';
import { type DrillOrigin, drillMetadata } from './labels';

const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const SOURCE = 'origin';

/** What is taken over from the cluster: an instance recovers only with the same major, extensions, tablespaces and large enough settings. */
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

export interface RecoveryOptions {
  readonly name: string;
  /** Instant with an offset. */
  readonly targetTime: string;
  readonly database: string;
  readonly owner: string;
}

/**
 * A cluster of one instance, recovered from the archive of another to a point in time. It has no plugin that archives: it can never
 * write into the archive that it came from.
 *
 * @returns undefined where the cluster has no archive of the Barman Cloud plugin
 * @see https://cloudnative-pg.io/documentation/1.28/recovery/
 */
export function recoveredCluster(
  origin: DrillOrigin,
  cluster: Manifest,
  options: RecoveryOptions,
): Manifest | undefined {
  const archive = archiveOf(cluster);
  if (archive === undefined) return undefined;
  const spec = record(cluster.spec);
  const { parameters, shared_preload_libraries, extensions } = record(spec.postgresql);
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
      postgresql: defined({ parameters, shared_preload_libraries, extensions }),
      bootstrap: { recovery: { source: SOURCE, database, owner, recoveryTarget } },
      externalClusters: [{ name: SOURCE, plugin: { name: PLUGIN, parameters: archive } }],
    },
  };
}

/** `barmanObjectName` and `serverName` of the plugin that archives a cluster's WAL. */
export function archiveOf(cluster: Manifest): { barmanObjectName: string; serverName: string } | undefined {
  const plugins = list(record(cluster.spec).plugins).map(record);
  const archiver = plugins.find(
    ({ name, enabled, isWALArchiver }) => name === PLUGIN && enabled !== false && isWALArchiver === true,
  );
  const parameters = record(archiver?.parameters);
  const barmanObjectName = text(parameters.barmanObjectName);
  if (barmanObjectName === undefined) return undefined;
  return { barmanObjectName, serverName: text(parameters.serverName) ?? cluster.metadata.name ?? '' };
}

function pick(object: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return defined(Object.fromEntries(keys.map((key) => [key, object[key]])));
}

function defined(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
