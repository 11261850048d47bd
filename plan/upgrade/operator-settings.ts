import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { OPERATOR_CONFIG } from '../../values/cnpg/operator-options';
import { chartValues } from './installers';

/** How the operator rolls the pods of its clusters out. */
export interface OperatorSettings {
  /** Whether it replaces instance managers without restarting PostgreSQL. */
  readonly isInPlace: boolean;
  /** Seconds between two clusters, and between two instances of one. */
  readonly clustersDelay: string | undefined;
  readonly instancesDelay: string | undefined;
  /** Whether the manifests say it: the values of a chart may be somewhere else. */
  readonly isKnown: boolean;
}

/** The settings of the operator of these manifests: in the values of its chart, or in its ConfigMap. */
export function operatorSettings(index: Index): OperatorSettings {
  const charts = chartValues('operator', index);
  const maps = index.all(Kind.CONFIG_MAP).filter(({ metadata }) => metadata.name === OPERATOR_CONFIG);
  const sources = [...charts.map((values) => at(values, 'config.data')), ...maps.map((map) => at(map, 'data'))];
  const data: Readonly<Record<string, unknown>> = Object.fromEntries(
    sources.flatMap((source) => Object.entries(record(source))),
  );
  return {
    isInPlace: text(data.ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES) === 'true',
    clustersDelay: text(data.CLUSTERS_ROLLOUT_DELAY),
    instancesDelay: text(data.INSTANCES_ROLLOUT_DELAY),
    isKnown: maps.length > 0 || charts.some((values) => values !== undefined),
  };
}
