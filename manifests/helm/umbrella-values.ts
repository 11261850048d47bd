import { rememberLast } from '../../values/collections/remember-last';
import { writtenSources } from '../argo/argo';
import { equal } from '../object/json';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { dependencyClusters, isEnabledBy } from './dependency-cluster';
import { CLUSTER_CHART, chartsOfFolders, type InstalledChart, installedCharts } from './installed-charts';
import { merged } from './merged';
import { clusterOfValues, type ValuesCluster } from './value-paths';

/**
 * The Clusters of charts of the repository that depend on CNPG's, where what installs them has values of its own. Without such, the values of
 * the chart are judged in their file.
 */
export function clustersOfFolders(manifest: Manifest, index: Index): ValuesCluster[] {
  const umbrellas = index.all(Kind.HELM_CHART_FILE);
  if (umbrellas.length === 0 || list(at(manifest, 'spec.postRenderers')).length > 0) return [];
  return chartsIn(manifest).flatMap(({ chart, values, hasOtherValues }) => {
    const umbrella = umbrellas.find(({ folder }) => isNamed(text(folder), chart));
    if (umbrella === undefined || hasOtherValues) return [];
    const all = record(merged(record(umbrella.values), values.value));
    if (equal(all, record(umbrella.values))) return [];
    return list(umbrella.dependencies)
      .map(record)
      .filter(({ name, repository }) => name === CLUSTER_CHART && /cloudnative-pg/.test(text(repository) ?? ''))
      .filter(({ condition }) => isEnabledBy(condition, all))
      .flatMap((dependency) => {
        const key = text(dependency.alias) ?? CLUSTER_CHART;
        return dependencyClusters([dependency], { ...placeOf(manifest, chart), values: [all] })
          .filter((cluster) => !isThere(cluster, index))
          .map((cluster) => clusterOfValues(`${values.path}.${key}`, record(all[key]), cluster));
      });
  });
}

/** Charts in folders of a repository of git. Many rules ask the same of one release. */
const chartsIn = rememberLast((manifest: Manifest): readonly InstalledChart[] => {
  if (groupKindOf(manifest) !== Kind.HELM_RELEASE) return chartsOfFolders(manifest);
  return at(manifest, 'spec.chart.spec.sourceRef.kind') === 'GitRepository' ? installedCharts(manifest) : [];
});

/** Whether a folder is meant, whatever its path begins with here. */
function isNamed(folder: string | undefined, path: string): boolean {
  const named = path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  return named !== '' && (folder === named || folder?.endsWith(`/${named}`) === true);
}

function placeOf(
  manifest: Manifest,
  folder: string,
): { readonly name: string; readonly namespace: string | undefined } {
  if (groupKindOf(manifest) === Kind.HELM_RELEASE) {
    const name = text(at(manifest, 'spec.releaseName')) ?? String(manifest.metadata.name);
    return { name, namespace: text(at(manifest, 'spec.targetNamespace')) ?? manifest.metadata.namespace };
  }
  const source = writtenSources(manifest.spec).find(({ path }) => path === folder);
  const name = text(at(source, 'helm.releaseName')) ?? String(manifest.metadata.name);
  return { name, namespace: text(at(manifest, 'spec.destination.namespace')) };
}

function isThere(cluster: Manifest, index: Index): boolean {
  return index.get(Kind.CLUSTER, namespaceOf(cluster), String(cluster.metadata.name)) !== undefined;
}
