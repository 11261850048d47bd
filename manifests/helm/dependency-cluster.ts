import { at, list, type Manifest, record, text } from '../object/manifest';
import { chartCluster } from './cluster-chart';
import { CLUSTER_CHART, isOfCnpg } from './cluster-source';
import { merged } from './merged';

/** A release of a chart that installs others. */
interface UmbrellaRelease {
  readonly name: string;
  readonly namespace: string | undefined;
  /** The later ones replace what the former say; those of the chart itself are first. */
  readonly values: readonly unknown[];
}

/** The Clusters that a chart installs by CNPG's chart `cluster`, as far as its values say it. @param dependencies - those that are enabled */
export function dependencyClusters(dependencies: unknown, { name, namespace, values }: UmbrellaRelease): Manifest[] {
  const all = record(values.reduce<unknown>(merged, {}));
  return list(dependencies)
    .map(record)
    .filter((dependency) => dependency.name === CLUSTER_CHART && isKnown(dependency, all))
    .flatMap(({ alias, version }) => {
      const own = text(alias) || CLUSTER_CHART;
      // Helm calls a chart by its alias, and the chart its objects by its own name.
      const given = { ...(own !== CLUSTER_CHART && { nameOverride: own }), ...record(all[own]) };
      const release: Manifest = {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name, ...(namespace !== undefined && { namespace }) },
        spec: { chart: { spec: { chart: CLUSTER_CHART, version, sourceRef: { name: 'cnpg' } } }, values: given },
      };
      return chartCluster(release)?.cluster ?? [];
    });
}

/** A repository that nobody names is one that the caller knows. */
function isKnown(
  { alias, repository }: Readonly<Record<string, unknown>>,
  all: Readonly<Record<string, unknown>>,
): boolean {
  const own = all[text(alias) || CLUSTER_CHART];
  return repository === undefined || isOfCnpg(text(repository), own);
}

/** Whether values switch a dependency on: of the paths of a condition the first that has a value counts. */
export function isEnabledBy(condition: unknown, values: unknown): boolean {
  const paths = (text(condition) ?? '').split(',').map((path) => path.trim());
  return paths.map((path) => at(values, path)).find((value) => value !== undefined) !== false;
}
