import { rememberLast } from '../../values/collections/remember-last';
import { writtenSources } from '../argo/argo';
import { equal } from '../object/json';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { CLUSTER_CHART, isChartOfCnpg } from './cluster-source';
import { dependencyClusters, isEnabledBy } from './dependency-cluster';
import { fluxReleaseName } from './flux-release-name';
import { chartsOfFolders, type InstalledChart, installedCharts } from './installed-charts';
import { merged } from './merged';
import { clusterOfValues, type ValuesCluster } from './value-paths';

/** A chart, and of which name and in which namespace its release is. */
interface PlacedChart extends InstalledChart {
  readonly name: string;
  readonly namespace: string | undefined;
}

/**
 * The Clusters of charts of the repository that depend on CNPG's, where what installs them has values of its own. Without such, the values of
 * the chart are judged in their file.
 */
export function clustersOfFolders(manifest: Manifest, index: Index): ValuesCluster[] {
  const umbrellas = index.derive(umbrellasByPath);
  if (umbrellas.size === 0 || list(at(manifest, 'spec.postRenderers')).length > 0) return [];
  return chartsIn(manifest).flatMap((installed) => umbrellas.get(pathFrom(installed.chart))?.(installed) ?? []);
}

/** Charts in folders of a repository of git. Many rules ask the same of one release. */
const chartsIn = rememberLast((manifest: Manifest): readonly PlacedChart[] => {
  const isRelease = groupKindOf(manifest) === Kind.HELM_RELEASE;
  if (isRelease && at(manifest, 'spec.chart.spec.sourceRef.kind') !== 'GitRepository') return [];
  const charts = isRelease ? installedCharts(manifest) : chartsOfFolders(manifest);
  return charts.map((chart) => ({ ...chart, ...placeOf(manifest, chart.chart) }));
});

type ClustersOf = (installed: PlacedChart) => readonly ValuesCluster[];

/** What each umbrella chart makes for who installs it, by its folder, whatever a path to that begins with here. */
function umbrellasByPath(index: Index): ReadonlyMap<string, ClustersOf> {
  const found = new Map<string, ClustersOf>();
  for (const umbrella of index.all(Kind.HELM_CHART_FILE)) {
    const clustersOf = rememberLast((installed: PlacedChart) => clustersIn(umbrella, installed));
    const steps = text(umbrella.folder)?.split('/') ?? [];
    steps.forEach((_, i) => {
      const path = steps.slice(i).join('/');
      if (!found.has(path)) found.set(path, clustersOf);
    });
  }
  return found;
}

function pathFrom(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}

function clustersIn(umbrella: Manifest, { name, namespace, values, hasOtherValues }: PlacedChart): ValuesCluster[] {
  if (hasOtherValues) return [];
  const all = record(merged(record(umbrella.values), values.value));
  if (equal(all, record(umbrella.values))) return [];
  return list(umbrella.dependencies)
    .map(record)
    .filter((each) => isChartOfCnpg(each.name, each.repository) && isEnabledBy(each.condition, all))
    .flatMap((dependency) => {
      const key = text(dependency.alias) ?? CLUSTER_CHART;
      return dependencyClusters([dependency], { name, namespace, values: [all] }).map((cluster) =>
        clusterOfValues(`${values.path}.${key}`, record(all[key]), cluster),
      );
    });
}

function placeOf(manifest: Manifest, folder: string): Pick<PlacedChart, 'name' | 'namespace'> {
  if (groupKindOf(manifest) === Kind.HELM_RELEASE) {
    const namespace = text(at(manifest, 'spec.targetNamespace')) ?? manifest.metadata.namespace;
    return { name: fluxReleaseName(manifest), namespace };
  }
  const source = writtenSources(manifest.spec).find(({ path }) => path === folder);
  const name = text(at(source, 'helm.releaseName')) ?? String(manifest.metadata.name);
  return { name, namespace: text(at(manifest, 'spec.destination.namespace')) };
}
