import { ApiObject } from 'cdk8s';
import { PostgresCluster } from '../../constructs/index';
import { archivingBarmanCloud } from '../../manifests/cnpg/plugins';
import { identityOf } from '../../manifests/object/identity';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { PostgresMajor } from '../../values/cnpg/image';
import type { DeclaredChange } from './source-edits';

/** A Cluster as it will be rendered, among the objects as they will be: only what the upgrade writes differs. */
export function upgraded(
  cluster: Manifest,
  { version, image, serverName }: DeclaredChange,
  manifests: readonly Manifest[],
  parameters: unknown,
): { manifest: Manifest; index: Index } {
  const spec = record(cluster.spec);
  const own = archivingBarmanCloud(cluster)?.name;
  const plugins = list(spec.plugins).map(record);
  const manifest: Manifest = {
    ...cluster,
    spec: {
      ...spec,
      ...(parameters !== undefined && { postgresql: { ...record(spec.postgresql), parameters } }),
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

/** The parameters of a cluster in another major: declared safeguards are written otherwise there. */
export function parametersIn(cluster: PostgresCluster, version: PostgresMajor, image: string | undefined): unknown {
  const props = { ...cluster.declaration, version, image: image ?? cluster.declaration.image };
  const [made] = new PostgresCluster(cluster, 'Upgrade', props).node.findAll().filter(ApiObject.isApiObject);
  return at(made?.toJson() as Manifest | undefined, PARAMETERS);
}

/** Names of the parameters that have another value in the new major. */
export function changedParameters(before: Manifest, after: Manifest): string[] {
  const [old, next] = [before, after].map((side) => record(at(side, PARAMETERS)));
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])].filter(
    (name) => old?.[name] !== next?.[name],
  );
}
