import { OPERATOR_CHART, PLUGIN_CHART } from '../argo/argo';
import { installedCharts } from '../helm/installed-charts';
import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { type Component, chartSeen } from './seen-versions';

/** The chart of the operator or of the plugin, with the values that an object gives it. */
export interface OperatorChart {
  readonly component: Component;
  readonly chart: string;
  /** What the chart installs without values. */
  readonly installs: string;
  /** `chart 0.28.2` */
  readonly evidence: string;
  readonly values: { readonly path: string; readonly value: Readonly<Record<string, unknown>> };
  readonly hasOtherValues: boolean;
  /** Where the release goes. */
  readonly namespace: string | undefined;
}

const COMPONENTS: ReadonlyMap<string, Component> = new Map([
  [OPERATOR_CHART, 'operator'],
  [PLUGIN_CHART, 'plugin'],
]);

/** The charts of operator and plugin that an Application or a HelmRelease installs, where their version is known. */
export function operatorChartsOf(manifest: Manifest, index: Index): OperatorChart[] {
  return installedCharts(manifest, index).flatMap(({ chart: name, version, values, hasOtherValues }) => {
    const chart = name.split('/').at(-1) ?? name;
    const component = COMPONENTS.get(chart);
    const seen = chartSeen(chart, text(version.value));
    if (component === undefined || seen === undefined || seen.unknown) return [];
    const { version: installs, evidence } = seen;
    return [{ component, chart, installs, evidence, values, hasOtherValues, namespace: releaseNamespace(manifest) }];
  });
}

function releaseNamespace(manifest: Manifest): string | undefined {
  if (groupKindOf(manifest) === Kind.APPLICATION) return text(at(manifest, 'spec.destination.namespace'));
  return text(at(manifest, 'spec.targetNamespace')) ?? namespaceOf(manifest);
}

/** The configuration of the operator in the values of its chart: its options, and where they stand. */
export function configurationIn({ values }: OperatorChart): {
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isClusterWide: boolean;
  readonly isMade: boolean;
} {
  const config = record(values.value.config);
  return {
    path: `${values.path}.config.data`,
    data: record(config.data),
    isClusterWide: config.clusterWide !== false,
    isMade: config.create !== false,
  };
}
