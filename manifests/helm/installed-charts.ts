import { rememberLast } from '../../values/collections/remember-last';
import { type ApplicationSource, sourcesOf } from '../argo/argo';
import { compose } from '../files/yaml/compose';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { CLUSTER_CHART, isOfCnpg, isSourceOfCnpg } from './cluster-source';
import { merged } from './merged';
import { parameterValues } from './parameters';

/** A chart with its values, as an object installs it. */
export interface InstalledChart {
  readonly chart: string;
  readonly version: { readonly path: string; readonly value: unknown };
  readonly values: { readonly path: string; readonly value: Readonly<Record<string, unknown>> };
  /** Whether further values come from somewhere that is not read here. */
  readonly hasOtherValues: boolean;
}

/** @property source - the address that it is loaded from, or what is called like it */
interface SourcedChart extends InstalledChart {
  readonly source: () => string | undefined;
}

const ELSEWHERE = ['valueFiles', 'fileParameters'];

/**
 * The charts that an Argo CD Application, a Flux HelmRelease or a HelmChart of K3s installs.
 * @param index - where a HelmRelease finds the source that it refers to
 */
export function installedCharts(manifest: Manifest, index?: Index): InstalledChart[] {
  const kind = groupKindOf(manifest);
  if (kind === Kind.HELM_RELEASE) return ofHelmRelease(manifest, index).filter(isCalledRightly);
  if (kind === Kind.K3S_HELM_CHART) return ofHelmChart(manifest).filter(isCalledRightly);
  return chartsOf(manifest, ({ chart }) => chart).filter(isCalledRightly);
}

/** Others have a chart `cluster`, too: it is left out, lest it is taken for CNPG's. */
function isCalledRightly({ chart, values, source }: SourcedChart): boolean {
  return chart !== CLUSTER_CHART || isOfCnpg(source(), values.value);
}

/** The names of these charts, without a look at the values, which may be long texts. */
export function chartNamesOf(manifest: Manifest, index?: Index): string[] {
  const kind = groupKindOf(manifest);
  if (kind === Kind.HELM_RELEASE) return ofHelmRelease(manifest, index).map(({ chart }) => chart);
  const charts = kind === Kind.K3S_HELM_CHART ? [record(manifest.spec)] : sourcesOf(manifest);
  return charts.flatMap(({ chart }) => text(chart) ?? []);
}

/** Charts in folders of a repository. */
export function chartsOfFolders(manifest: Manifest): InstalledChart[] {
  return groupKindOf(manifest) === Kind.APPLICATION
    ? chartsOf(manifest, ({ chart, folder }) => (chart === undefined ? folder : undefined))
    : [];
}

function chartsOf(manifest: Manifest, nameOf: (source: ApplicationSource) => string | undefined): SourcedChart[] {
  return sourcesOf(manifest).flatMap((source) => {
    const { path, targetRevision, repository } = source;
    const chart = nameOf(source);
    if (chart === undefined) return [];
    const helm = record(at(manifest, `${path.replace(/\[(\d+)\]/, '.$1')}.helm`));
    const parameters = parameterValues(helm.parameters);
    const field = helm.valuesObject === undefined && helm.values !== undefined ? 'values' : 'valuesObject';
    return [
      {
        chart,
        source: () => repository,
        version: { path: `${path}.targetRevision`, value: targetRevision },
        values: {
          path: `${path}.helm.${field}`,
          value: record([record(helm.valuesObject), parameters].reduce<unknown>(merged, objectIn(helm.values))),
        },
        hasOtherValues: parameters === undefined || ELSEWHERE.some((each) => helm[each] !== undefined),
      },
    ];
  });
}

/** Values of CNPG's chart `cluster`, and where they stand. */
export type ClusterValues = Pick<InstalledChart, 'values' | 'hasOtherValues'>;

/**
 * The values of CNPG's chart `cluster` in an object that installs it, or a chart of the repository around it (below its name), and in a
 * file with values of such a chart.
 */
export function clusterValuesIn(manifest: Manifest, index: Index): ClusterValues[] {
  if (groupKindOf(manifest) === Kind.CHART_VALUES) {
    return Object.entries(record(manifest.values)).map(([name, value]) => ({
      values: { path: `values.${name}`, value: record(value) },
      hasOtherValues: true,
    }));
  }
  if (groupKindOf(manifest) === Kind.KUSTOMIZATION) {
    return list(manifest.helmCharts).flatMap((chart, i) => {
      const { name, repo, valuesInline } = record(chart);
      if (name !== CLUSTER_CHART || !isOfCnpg(text(repo), valuesInline)) return [];
      return [{ values: { path: `helmCharts[${i}].valuesInline`, value: record(valuesInline) }, hasOtherValues: true }];
    });
  }
  return [...installedCharts(manifest, index), ...chartsOfFolders(manifest)].map(
    ({ chart, values, hasOtherValues }) => {
      if (chart === CLUSTER_CHART) return { values, hasOtherValues };
      const value = record(values.value[CLUSTER_CHART]);
      return { values: { path: `${values.path}.${CLUSTER_CHART}`, value }, hasOtherValues: true };
    },
  );
}

function ofHelmRelease(manifest: Manifest, index: Index | undefined): SourcedChart[] {
  const own = record(at(manifest, 'spec.chart.spec'));
  const source = index && referred(manifest, index);
  const url = text(at(source, 'spec.url'));
  const chart = text(own.chart) ?? url?.split('/').at(-1);
  if (chart === undefined) return [];
  return [
    {
      chart,
      source: () => url ?? repositoryOf(manifest, index),
      version:
        source === undefined
          ? { path: 'spec.chart.spec.version', value: own.version }
          : { path: 'spec.chartRef', value: at(source, 'spec.ref.semver') ?? at(source, 'spec.ref.tag') },
      values: { path: 'spec.values', value: record(at(manifest, 'spec.values')) },
      hasOtherValues: ['spec.valuesFrom', 'spec.chart.spec.valuesFiles'].some(
        (path) => at(manifest, path) !== undefined,
      ),
    },
  ];
}

/** K3s takes values as a text, and single ones in `set`. */
function ofHelmChart(manifest: Manifest): SourcedChart[] {
  const { chart, repo, version, valuesContent, set, valuesSecrets } = record(manifest.spec);
  if (text(chart) === undefined) return [];
  return [
    {
      chart: String(chart),
      source: () => text(repo),
      version: { path: 'spec.version', value: version },
      values: { path: 'spec.valuesContent', value: objectIn(valuesContent) },
      hasOtherValues: set !== undefined || valuesSecrets !== undefined,
    },
  ];
}

/** The HelmRepository of a release: its name, where that says whose it is, or else its address. */
function repositoryOf(manifest: Manifest, index: Index | undefined): string | undefined {
  const { kind, name, namespace } = record(at(manifest, 'spec.chart.spec.sourceRef'));
  if (isSourceOfCnpg(text(name)) || kind !== 'HelmRepository') return text(name);
  const found = index?.get(Kind.HELM_REPOSITORY, text(namespace) ?? namespaceOf(manifest), text(name) ?? '');
  return text(at(found, 'spec.url'));
}

/** The OCIRepository that a HelmRelease names in place of a chart. */
function referred(manifest: Manifest, index: Index): Manifest | undefined {
  const { kind, name, namespace } = record(at(manifest, 'spec.chartRef'));
  if (kind !== 'OCIRepository') return undefined;
  return index.get(Kind.OCI_REPOSITORY, text(namespace) ?? namespaceOf(manifest), text(name) ?? '');
}

/** The values in a text. */
const objectIn = rememberLast((values: unknown): Readonly<Record<string, unknown>> => {
  if (typeof values !== 'string') return {};
  try {
    return record(compose(values).value);
  } catch {
    return {};
  }
});
