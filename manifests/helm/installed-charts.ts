import { sourcesOf } from '../argo/argo';
import { compose } from '../files/yaml/compose';
import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, record, text } from '../object/manifest';
import { merged } from './merged';

/** The chart of CNPG's that makes a Cluster. */
export const CLUSTER_CHART = 'cluster';

/** A chart with its values, as an object installs it. */
export interface InstalledChart {
  readonly chart: string;
  readonly version: { readonly path: string; readonly value: unknown };
  readonly values: { readonly path: string; readonly value: Readonly<Record<string, unknown>> };
  /** Whether further values come from somewhere that is not read here. */
  readonly hasOtherValues: boolean;
}

const ELSEWHERE = ['valueFiles', 'parameters', 'fileParameters'];

/** The charts that an Argo CD Application or a Flux HelmRelease installs. */
export function installedCharts(manifest: Manifest): InstalledChart[] {
  if (groupKindOf(manifest) === Kind.HELM_RELEASE) return ofHelmRelease(manifest);
  return sourcesOf(manifest).flatMap(({ chart, path, targetRevision }) => {
    if (chart === undefined) return [];
    const helm = record(at(manifest, `${path.replace(/\[(\d+)\]/, '.$1')}.helm`));
    const field = helm.valuesObject === undefined && helm.values !== undefined ? 'values' : 'valuesObject';
    return [
      {
        chart,
        version: { path: `${path}.targetRevision`, value: targetRevision },
        values: {
          path: `${path}.helm.${field}`,
          value: record(merged(objectIn(helm.values), record(helm.valuesObject))),
        },
        hasOtherValues: ELSEWHERE.some((each) => helm[each] !== undefined),
      },
    ];
  });
}

function ofHelmRelease(manifest: Manifest): InstalledChart[] {
  const { chart, version } = record(at(manifest, 'spec.chart.spec'));
  if (text(chart) === undefined) return [];
  return [
    {
      chart: String(chart),
      version: { path: 'spec.chart.spec.version', value: version },
      values: { path: 'spec.values', value: record(at(manifest, 'spec.values')) },
      hasOtherValues: ['spec.valuesFrom', 'spec.chart.spec.valuesFiles'].some(
        (path) => at(manifest, path) !== undefined,
      ),
    },
  ];
}

function objectIn(values: unknown): Readonly<Record<string, unknown>> {
  if (typeof values !== 'string') return {};
  try {
    return record(compose(values).value);
  } catch {
    return {};
  }
}
