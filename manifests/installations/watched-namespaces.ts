import { OPERATOR_CONFIG } from '../../values/cnpg/operator-options';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { installationsIn } from './installations';
import { configurationIn, operatorChartsOf } from './operator-charts';

/** The namespaces in which the operators of these manifests work, and who says so. */
export interface Watched {
  readonly namespaces: ReadonlySet<string>;
  readonly by: Manifest;
}

const WATCH = 'WATCH_NAMESPACE';

/** Undefined where an operator works in all namespaces, or it is not known, or none is installed here. */
export function watchedIn(index: Index): Watched | undefined {
  return index.derive(allWatched);
}

function allWatched(index: Index): Watched | undefined {
  const installed = installationsIn(index).filter(({ component }) => component === 'operator');
  const [first] = installed;
  if (first === undefined) return undefined;
  const all = [...new Set(installed.map(({ manifest }) => manifest))].map((manifest) => namespacesOf(manifest, index));
  if (all.some((namespaces) => namespaces === undefined)) return undefined;
  return { namespaces: new Set(all.flatMap((namespaces) => namespaces ?? [])), by: first.manifest };
}

function namespacesOf(manifest: Manifest, index: Index): readonly string[] | undefined {
  const [chart] = operatorChartsOf(manifest, index).filter(({ component }) => component === 'operator');
  const objects = [Kind.CONFIG_MAP, Kind.SECRET]
    .flatMap((kind) => index.all(kind))
    .filter(({ metadata }) => metadata.name === OPERATOR_CONFIG);
  // What a Secret holds in base64 is not read.
  if (objects.some((each) => each.kind === 'Secret' && each.data !== undefined)) return undefined;
  const inObjects = objects.flatMap((each) =>
    namesIn(at(each, each.kind === 'Secret' ? `stringData.${WATCH}` : `data.${WATCH}`)),
  );
  if (chart === undefined) return orAll(inObjects);
  const { data, isClusterWide, isMade } = configurationIn(chart);
  const isSetElsewhere = list(chart.values.value.additionalEnv).some((entry) => record(entry).name === WATCH);
  if (chart.hasOtherValues || isSetElsewhere || (!isClusterWide && chart.namespace === undefined)) return undefined;
  const own = isMade ? namesIn(data[WATCH]) : inObjects;
  // Whether the option or the variable of the Deployment wins is not relied on.
  return orAll(isClusterWide ? own : [...own, chart.namespace ?? '']);
}

function namesIn(value: unknown): string[] {
  return (text(value) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function orAll(namespaces: readonly string[]): readonly string[] | undefined {
  return namespaces.length === 0 ? undefined : namespaces;
}
