import { OPERATOR_CHART } from '../../manifests/argo/argo';
import { byPlatform } from '../../manifests/argo/platforms';
import { installedCharts } from '../../manifests/helm/installed-charts';
import type { Document } from '../../manifests/object/document';
import type { Together } from '../../rules/engine/judge-applied';

/**
 * What is applied together, without what Argo CD or Flux applies on another platform: its database is no reason to ask two pods of the
 * plugin of a single node.
 */
export function onOwnPlatforms(worlds: readonly Together[]): readonly Together[] {
  const groups = byPlatform([...new Set(worlds.flatMap(({ documents }) => documents))]);
  if (groups.size < 2) return worlds;
  const names = new Map([...groups].flatMap(([name, documents]) => documents.map((each) => [each, name] as const)));
  return worlds.map((world) => {
    const installed = new Set(world.documents.filter(installsOperator).map((each) => names.get(each)));
    const isOwn = (document: Document) => names.get(document) === '' || installed.has(names.get(document));
    return installed.size === 0 ? world : { ...world, documents: world.documents.filter(isOwn) };
  });
}

function installsOperator({ manifest }: Document): boolean {
  return manifest !== undefined && installedCharts(manifest).some(({ chart }) => chart === OPERATOR_CHART);
}
