import { rememberLast } from '../../values/collections/remember-last';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { chartCluster } from './cluster-chart';
import { CLUSTER_CHART, isOfCnpg, isSourceOfCnpg } from './cluster-source';
import { dependencyClusters } from './dependency-cluster';
import { clustersOfFolders } from './umbrella-values';
import { clusterOfValues, type ValuesCluster } from './value-paths';

/** The kinds of objects that give the chart its values. */
export const VALUES_KINDS: readonly string[] = [
  Kind.APPLICATION,
  Kind.HELM_RELEASE,
  Kind.K3S_HELM_CHART,
  Kind.CHART_VALUES,
  Kind.KUSTOMIZATION,
];

/**
 * The Clusters that CNPG's chart makes of the values of an object, where all of them are known, and nobody has rendered the chart. What
 * may be overridden elsewhere is not known.
 */
export function valuesClusters(manifest: Manifest, index: Index): ValuesCluster[] {
  switch (groupKindOf(manifest)) {
    case Kind.CHART_VALUES:
      return manifest.isWhole === true && !index.derive(isRendered) ? ofFile(manifest) : [];
    case Kind.KUSTOMIZATION:
      return list(manifest.helmCharts).length === 0 || index.derive(isRendered) ? [] : ofKustomization(manifest);
    default:
      return [...ofRelease(manifest, index), ...clustersOfFolders(manifest, index)].filter(
        ({ cluster }) => index.get(Kind.CLUSTER, namespaceOf(cluster), `${cluster.metadata.name}`) === undefined,
      );
  }
}

function ofRelease(manifest: Manifest, index: Index): ValuesCluster[] {
  // Only a release whose source may have to be looked up needs others to be known.
  return isAlone(manifest) ? installedAlone(manifest) : installed(manifest, index);
}

function isAlone(manifest: Manifest): boolean {
  if (groupKindOf(manifest) !== Kind.HELM_RELEASE) return true;
  return isSourceOfCnpg(text(at(manifest, 'spec.chart.spec.sourceRef.name')));
}

/** Many rules ask the same of one release. */
const installedAlone = rememberLast((manifest: Manifest) => installed(manifest));

function installed(manifest: Manifest, index?: Index): ValuesCluster[] {
  const made = chartCluster(manifest, index);
  // Patches behind the chart may say anything.
  if (made === undefined || made.installed.hasOtherValues || list(at(manifest, 'spec.postRenderers')).length > 0)
    return [];
  const { path, value } = made.installed.values;
  return [clusterOfValues(path, value, made.cluster)];
}

function ofFile({ metadata, values }: Manifest): ValuesCluster[] {
  return Object.entries(record(values)).flatMap(([key, value]) =>
    dependencyClusters([{ name: CLUSTER_CHART, alias: key }], {
      name: text(metadata.name) ?? CLUSTER_CHART,
      namespace: undefined,
      values: [{ [key]: value }],
    }).map((cluster) => clusterOfValues(`values.${key}`, record(value), cluster)),
  );
}

function ofKustomization(manifest: Manifest): ValuesCluster[] {
  return list(manifest.helmCharts).flatMap((chart, i) => {
    const { name, repo, releaseName, namespace, valuesInline, valuesFile, additionalValuesFiles } = record(chart);
    if (name !== CLUSTER_CHART || valuesInline === undefined || !isOfCnpg(text(repo), valuesInline)) return [];
    if (valuesFile !== undefined || list(additionalValuesFiles).length > 0) return [];
    const own = record(valuesInline);
    const release = { name: text(releaseName) ?? CLUSTER_CHART, namespace: text(namespace), values: [{ [name]: own }] };
    return dependencyClusters([{ name }], release).map((cluster) =>
      clusterOfValues(`helmCharts[${i}].valuesInline`, own, cluster),
    );
  });
}

/** Whether Helm was asked about a chart of this kind: its Clusters are judged then. */
function isRendered(index: Index): boolean {
  return index
    .all(Kind.CLUSTER)
    .some(({ metadata }) => /^cluster-\d/.test(text(record(metadata.labels)['helm.sh/chart']) ?? ''));
}
