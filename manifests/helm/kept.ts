import { at, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { CLUSTER_CHART } from './cluster-source';
import { installedCharts } from './installed-charts';

/** The annotation by which Helm leaves an object in the cluster. It means nothing to whoever applies an object without Helm. */
export const HELM_POLICY = 'helm.sh/resource-policy';

/** Whether Helm does not delete the object, neither with its release nor when it leaves the chart. */
export function isKeptByHelm({ metadata }: Manifest): boolean {
  return isKeep(record(metadata.annotations)[HELM_POLICY]);
}

/** Whether the release of CNPG's chart `cluster` makes a Cluster that Helm deletes with it; undefined for other releases. */
export function deletesCluster(release: Manifest, index?: Index): boolean | undefined {
  const installed = installedCharts(release, index).find(({ chart }) => chart === CLUSTER_CHART);
  if (installed === undefined) return undefined;
  return !isKeep(record(at(installed.values.value, 'cluster.annotations'))[HELM_POLICY]);
}

function isKeep(policy: unknown): boolean {
  return text(policy)?.trim().toLowerCase() === 'keep';
}
