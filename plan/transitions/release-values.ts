import { OPERATOR_CHART, PLUGIN_CHART, writtenSources } from '../../manifests/argo/argo';
import { type ChartCluster, chartCluster } from '../../manifests/helm/cluster-chart';
import { installedCharts } from '../../manifests/helm/installed-charts';
import { HELM_POLICY, isKeptByHelm } from '../../manifests/helm/kept';
import { identityOf, manifestName } from '../../manifests/object/identity';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { clustersAppliedBy } from '../engine/applied-clusters';
import type { Verdict } from '../engine/change';
import { appliedText, readersOf } from '../engine/dependents';
import { pathlessText, prunes } from '../engine/fate';
import { isProtectedFromArgo } from '../engine/keepers';
import { namesOf } from '../engine/object-names';
import type { Transition } from '../engine/transition';

const RENDERED = 'render both sides with helm template, and compare them: plan --base BEFORE.yaml --target AFTER.yaml';

/** What a release installs, and with which values: the objects of a chart are not in git. */
export const releaseValues: Transition = {
  kinds: [Kind.HELM_RELEASE, Kind.APPLICATION, Kind.K3S_HELM_CHART],
  paths: [
    ...['spec.chart', 'spec.chartRef', 'spec.values', 'spec.valuesFrom', 'spec.releaseName', 'spec.targetNamespace'],
    ...['spec.source', 'spec.sources', 'spec.destination.namespace'],
    ...['spec.version', 'spec.valuesContent', 'spec.set', 'spec.valuesSecrets'],
  ],
  judge({ path }, { after: manifest, objects, namespace, name }) {
    const kind = groupKindOf(manifest);
    const [before, after] = [objects.before, objects.after].map((index) => index.get(kind, namespace, name));
    if (before === undefined || after === undefined) return undefined;
    const own = [before, after].flatMap((release) => ownChart(release) ?? [])[0];
    if (own !== undefined) {
      return path.some((step) => OF_CHART.has(String(step)))
        ? {
            impact: 'none',
            reason: `chart ${own} of the repository makes objects of it: they are planned where Helm could be asked`,
          }
        : undefined;
    }
    const charts = [...installedCharts(before, objects.before), ...installedCharts(after, objects.after)];
    if (charts.length === 0 || charts.some(({ chart }) => [OPERATOR_CHART, PLUGIN_CHART].includes(chart)))
      return undefined;
    const [old, next] = [chartCluster(before, objects.before), chartCluster(after, objects.after)];
    if (old !== undefined && next !== undefined) return ofCluster(old, next, after, objects.after);
    const isCluster = old !== undefined || next !== undefined;
    if (isCluster) return { impact: 'unknown', reason: `another chart makes other objects: ${RENDERED}` };
    const seen = appliedText(after, objects.after) ?? appliedText(before, objects.before);
    const reason = seen ?? `no PostgreSQL instance is known to depend on it: it is for chart ${charts[0]?.chart}`;
    return { impact: 'none', reason };
  },
};

/** Another artifact: of a chart, or of a folder. */
export const artifact: Transition = {
  kinds: [Kind.OCI_REPOSITORY],
  paths: ['spec.ref', 'spec.url'],
  judge(_, { objects, namespace, name }) {
    const source = objects.after.get(Kind.OCI_REPOSITORY, namespace, name);
    const readers = source === undefined ? [] : readersOf(source, objects.after);
    const clusters = readers.flatMap((reader) => clustersAppliedBy(reader, objects.after));
    const isSeen = (cluster: Manifest) =>
      objects.after.get(Kind.CLUSTER, namespaceOf(cluster), `${cluster.metadata.name}`) !== undefined;
    const isRendered = readers.every((each) => groupKindOf(each) === Kind.HELM_RELEASE) && clusters.every(isSeen);
    if (clusters.length === 0 || isRendered) return undefined;
    const applies = `${namesOf(readers)} takes from it what it applies, and applies ${namesOf(clusters)}`;
    return {
      impact: 'unknown',
      reason: `${applies}: what is in another artifact was not read. For a chart, ${RENDERED}`,
    };
  },
};

/** Fields that say which chart it is, and with which values. */
const OF_CHART = new Set(['chart', 'helm', 'sources', 'values', 'valuesFrom']);

/** A chart that is in a repository of git: Helm can be asked about it. */
function ownChart(release: Manifest): string | undefined {
  if (groupKindOf(release) === Kind.HELM_RELEASE) {
    const { chart, sourceRef } = record(at(release, 'spec.chart.spec'));
    return record(sourceRef).kind === 'GitRepository' ? text(chart) : undefined;
  }
  const own = writtenSources(release.spec).find(
    ({ chart, path, helm }) => chart === undefined && path !== undefined && helm !== undefined,
  );
  return text(own?.path);
}

/** Values of a chart in a ConfigMap. */
export const releaseValuesFile: Transition = {
  kinds: [Kind.CONFIG_MAP],
  paths: ['data'],
  judge: ({ path }) =>
    /(?:^|[-.])values\.ya?ml$/.test(String(path[1]))
      ? { impact: 'none', reason: 'values of a chart: what they change is said where a HelmRelease reads them' }
      : undefined,
};

/** What Flux makes of a folder: the objects in it are planned as they are then. */
export const kustomizationFields: Transition = {
  kinds: [Kind.FLUX_KUSTOMIZATION],
  paths: [
    'path',
    'patches',
    'postBuild',
    'components',
    'images',
    'targetNamespace',
    'commonMetadata',
    'namePrefix',
    'nameSuffix',
  ].map((field) => `spec.${field}`),
  judge: ({ path }, { after, namespace, name, objects, pathless }) => {
    const kustomization = objects.after.get(groupKindOf(after), namespace, name);
    if (path[1] === 'path' && kustomization && pathless?.has(identityOf(kustomization))) {
      return { impact: 'ignored', reason: pathlessText(kustomization) };
    }
    return { impact: 'none', reason: 'Flux makes other objects of its folder: what changes of them is said there' };
  },
};

function ofCluster(old: ChartCluster, next: ChartCluster, release: Manifest, objects: Index): Verdict {
  const name = manifestName(next.cluster);
  if (identityOf(old.cluster) !== identityOf(next.cluster)) {
    const made = `the chart makes ${name} in the place of ${manifestName(old.cluster)}: a new, empty database`;
    const [deletes, keeps] = formerOf(old.cluster, release);
    return keeps === undefined
      ? { impact: 'data-loss', reason: `${made}, and ${deletes} the old one with its volumes` }
      : { impact: 'replace', reason: `${made}; the old one stays (${keeps})` };
  }
  const isRendered =
    objects.get(Kind.CLUSTER, namespaceOf(next.cluster), `${next.cluster.metadata.name}`) !== undefined;
  if (isRendered || equal(old.rest, next.rest))
    return { impact: 'none', reason: `the chart makes ${name} of it: see there` };
  return { impact: 'unknown', reason: `what the chart makes of it, beside ${name}, only Helm can say: ${RENDERED}` };
}

/** What becomes of the Cluster that is no longer among what the chart makes. To Argo CD, a chart is a way to write manifests. */
function formerOf(cluster: Manifest, release: Manifest): readonly [deletes: string, keeps: string | undefined] {
  if (groupKindOf(release) !== Kind.APPLICATION)
    return ['Helm deletes', isKeptByHelm(cluster) ? `${HELM_POLICY}: keep` : undefined];
  const unpruned = prunes(release) ? undefined : 'Argo CD prunes nothing by itself here';
  return ['Argo CD prunes', isProtectedFromArgo(cluster) ? 'its sync options keep it' : unpruned];
}
