import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, list, type Manifest, record } from '../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';

type Json = Readonly<Record<string, unknown>>;

/** Pods avoid each other's node unless that is switched off. */
const ANTI_AFFINITY: Json = { enablePodAntiAffinity: true, topologyKey: 'kubernetes.io/hostname' };

/**
 * A Cluster with what the operator and the plugin take for said, and nobody writes into the object: to say it is no change.
 * @see https://cloudnative-pg.io/documentation/1.28/scheduling/
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/parameters/
 */
export function operatorDefaults(manifest: Manifest): Manifest {
  if (groupKindOf(manifest) !== Kind.CLUSTER) return manifest;
  const spec = record(manifest.spec);
  const affinity = record(spec.affinity);
  const serverName = manifest.metadata.name;
  return {
    ...manifest,
    spec: {
      ...spec,
      ...(affinity.enablePodAntiAffinity !== false && { affinity: { ...ANTI_AFFINITY, ...affinity } }),
      ...(spec.plugins !== undefined && {
        plugins: list(spec.plugins).map((plugin) => archived(record(plugin), serverName)),
      }),
    },
  };
}

/** Barman Cloud archives under the name of the cluster. */
function archived(plugin: Json, serverName: string | undefined): Json {
  const parameters = record(plugin.parameters);
  if (plugin.name !== BARMAN_CLOUD_PLUGIN || parameters.barmanObjectName === undefined) return plugin;
  return { ...plugin, parameters: { serverName, ...parameters } };
}
