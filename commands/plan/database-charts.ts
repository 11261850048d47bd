import { posix } from 'node:path';
import { type FileTree, textIn, valueIn } from '../../manifests/applied/file-tree';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import { list, record } from '../../manifests/object/manifest';
import { makesAppliers } from '../applied/followed';

/** Whether a chart of the repository makes databases, or what may apply one in turn, as far as its text says that. */
export function isDatabaseChart(folder: string, tree: FileTree): boolean {
  if (makesAppliers(folder, tree)) return true;
  const chart = tree.files.get(posix.join(folder, 'Chart.yaml'));
  const dependencies = list(chart && valueIn(chart).dependencies).map(record);
  return (
    dependencies.some(({ name }) => name === CLUSTER_CHART) ||
    tree.below(folder, true).some((file) => isOfDatabase(textIn(file)))
  );
}

/** Whether a text speaks of CNPG. */
export function isOfDatabase(text: string): boolean {
  return /cnpg\.io|cloudnative-pg/.test(text);
}
