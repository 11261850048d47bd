import { archivingBarmanCloud } from '../../manifests/cnpg/plugins';
import { identityOf } from '../../manifests/object/identity';
import { list, type Manifest, record } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { DeclaredChange } from './source-edits';

/** A Cluster as it will be rendered, among the objects as they will be: only what the upgrade writes differs. */
export function upgraded(
  cluster: Manifest,
  { version, image, serverName }: DeclaredChange,
  manifests: readonly Manifest[],
): { manifest: Manifest; index: Index } {
  const spec = record(cluster.spec);
  const own = archivingBarmanCloud(cluster)?.name;
  const plugins = list(spec.plugins).map(record);
  const manifest: Manifest = {
    ...cluster,
    spec: {
      ...spec,
      ...(image !== undefined && { imageName: image.to }),
      ...(spec.imageCatalogRef !== undefined && {
        imageCatalogRef: { ...record(spec.imageCatalogRef), major: Number(version.to) },
      }),
      ...(serverName !== undefined && {
        plugins: plugins.map((plugin) =>
          plugin.name === own
            ? { ...plugin, parameters: { ...record(plugin.parameters), serverName: serverName.to } }
            : plugin,
        ),
      }),
    },
  };
  const others = manifests.filter((each) => identityOf(each) !== identityOf(cluster));
  return { manifest, index: new Index([...others, manifest]) };
}
