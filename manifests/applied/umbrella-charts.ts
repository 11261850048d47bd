import { posix } from 'node:path';
import { CLUSTER_CHART } from '../helm/installed-charts';
import type { Document } from '../object/document';
import { at, list, record, text } from '../object/manifest';
import { type FileTree, valueIn } from './file-tree';

/**
 * The charts of a repository that install other charts. They are no objects, and say which version of the operator there is.
 * What their own values switch off is left out.
 */
export function umbrellaCharts(tree: FileTree): Document[] {
  return [...tree.files.values()].flatMap((file): Document[] => {
    if (posix.basename(file.path) !== 'Chart.yaml') return [];
    const { name, dependencies } = valueIn(file);
    const own = tree.files.get(posix.join(posix.dirname(file.path), 'values.yaml'));
    const values = own === undefined ? {} : valueIn(own);
    const enabled = list(dependencies).filter((each) => isEnabled(record(each).condition, values));
    if (enabled.length === 0) return [];
    const metadata = { name: text(name) ?? posix.basename(posix.dirname(file.path)) };
    const manifest = { apiVersion: 'v2', kind: 'Chart', metadata, dependencies: enabled, values };
    return [{ manifest, file: file.documents[0]?.file ?? file.path, document: 0 }];
  });
}

/**
 * Values that charts of the repository give to CNPG's chart `cluster`, of each file with values. Whether all values are in that file is
 * not known.
 */
export function clusterChartValues(tree: FileTree): Document[] {
  return [...tree.files.values()].flatMap((chart) => {
    if (posix.basename(chart.path) !== 'Chart.yaml') return [];
    const { name, dependencies } = valueIn(chart);
    const keys = list(dependencies)
      .map(record)
      .filter(isClusterChart)
      .map(({ alias, name }) => String(alias ?? name));
    if (keys.length === 0) return [];
    const folder = posix.dirname(chart.path);
    const metadata = { name: text(name) ?? posix.basename(folder) };
    return tree.below(folder, false).flatMap((file): Document[] => {
      const values = VALUES.test(posix.basename(file.path)) ? valueIn(file) : {};
      const own = Object.entries(values).filter(([key]) => keys.includes(key));
      const source = file.documents[0];
      if (own.length === 0 || source === undefined || record(values.sops).mac !== undefined) return [];
      const manifest = { apiVersion: 'helm.sh/v3', kind: 'Values', metadata, values: Object.fromEntries(own) };
      const { locate, place } = source;
      return [
        { manifest, file: source.file, document: 0, ...(locate && { locate: below(locate) }), ...(place && { place }) },
      ];
    });
  });
}

const VALUES = /^values[^/]*\.ya?ml$/;

function isClusterChart({ name, repository }: Readonly<Record<string, unknown>>): boolean {
  return name === CLUSTER_CHART && /cloudnative-pg/.test(text(repository) ?? '');
}

/** The document holds what the manifest has below `values`. */
function below(locate: NonNullable<Document['locate']>): NonNullable<Document['locate']> {
  return () => {
    const find = locate();
    return (path) => find(path?.replace(/^values\.?/, '') || null);
  };
}

/** Of the paths of a condition the first that has a value counts. */
function isEnabled(condition: unknown, values: unknown): boolean {
  const paths = (text(condition) ?? '').split(',').map((path) => path.trim());
  return paths.map((path) => at(values, path)).find((value) => value !== undefined) !== false;
}
