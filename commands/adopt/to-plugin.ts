import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { type Procedure, plan } from '../../plan';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import type { AdoptedModel } from './adopted-model';
import type { AdoptionOptions } from './proof';

/** The commits by which each cluster gets from in-tree Barman Cloud to the plugin, as a plan of the whole change orders them. */
export function proceduresToPlugin({ objects }: AdoptedModel, options: AdoptionOptions): readonly Procedure[] {
  const inTree = objects
    .filter(({ words }) => at(words, 'adopted.backup.barmanObjectStore') !== undefined)
    .map(({ given }) => given.written);
  return plan(inTree, inTree.map(onPlugin), options).steps ?? [];
}

function onPlugin(cluster: Manifest): Manifest {
  const spec = record(cluster.spec);
  const { barmanObjectStore, retentionPolicy: _, ...backup } = record(spec.backup);
  const serverName = record(barmanObjectStore).serverName ?? cluster.metadata.name;
  const parameters = { barmanObjectName: `${cluster.metadata.name}-backups`, serverName };
  const plugin = { name: BARMAN_CLOUD_PLUGIN, isWALArchiver: true, parameters };
  return { ...cluster, spec: { ...spec, backup, plugins: [...list(spec.plugins), plugin] } };
}
