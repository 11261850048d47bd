import { posix } from 'node:path';
import { CLUSTER_CHART } from '../helm/installed-charts';
import type { Document } from '../object/document';
import { list, type Manifest, record, text } from '../object/manifest';
import { type FileTree, type TreeFile, valueIn, within } from './file-tree';

const VALUES = /^values[^/]*\.ya?ml$/;

/**
 * What files say that are no objects, and that decides about databases: the values of CNPG's chart `cluster` that a chart of the repository
 * or a kustomization gives it, and the Secrets that a kustomization makes. Whether all values are in one file is not known.
 */
export function valuesInFiles(tree: FileTree): Document[] {
  const files = [...tree.files.values()];
  const charts = files.filter(({ path }) => posix.basename(path) === 'Chart.yaml');
  return [
    ...charts.flatMap((chart) => ofChart(chart, tree)),
    ...tree.kustomizations.flatMap((folder) => ofKustomization(folder, tree)),
  ];
}

function ofChart(chart: TreeFile, tree: FileTree): Document[] {
  const { name, dependencies } = valueIn(chart);
  const own = list(dependencies)
    .map(record)
    .filter((each) => isClusterChart(each, each.repository));
  const keys = own.map(({ alias, name }) => String(alias ?? name));
  const folder = posix.dirname(chart.path);
  const files = keys.length === 0 ? [] : tree.below(folder, false);
  return files.flatMap((file) => {
    if (!VALUES.test(posix.basename(file.path))) return [];
    const values = Object.entries(valueIn(file)).filter(([key]) => keys.includes(key) || key === 'sops');
    return ofFile(file, text(name) ?? posix.basename(folder), Object.fromEntries(values), 'values');
  });
}

/** Fields of a kustomization keep their positions, and what is said of others is left out: kustomizations are read elsewhere. */
function ofKustomization(folder: string, tree: FileTree): Document[] {
  const file = tree.kustomizationIn(folder);
  if (file === undefined) return [];
  const { secretGenerator, helmCharts } = valueIn(file);
  const charts = list(helmCharts).map(record);
  const inline = charts.map((each) => (isClusterChart(each, each.repo) ? each : {}));
  const fields = {
    ...(list(secretGenerator).some((each) => list(record(each).literals).length > 0) && { secretGenerator }),
    ...(inline.some(({ valuesInline }) => valuesInline !== undefined) && { helmCharts: inline }),
  };
  // It has no name, and a suppression needs one.
  const metadata = { name: folder };
  const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata };
  const itself = Object.keys(fields).length === 0 ? [] : placedIn(file, { ...head, ...fields }, '');
  const values = inline.flatMap(({ valuesFile, releaseName }) => {
    const named = tree.files.get(within(folder, text(valuesFile) ?? '') ?? '');
    const name = text(releaseName) ?? CLUSTER_CHART;
    return named ? ofFile(named, name, { [CLUSTER_CHART]: valueIn(named) }, `values.${CLUSTER_CHART}`) : [];
  });
  return [...itself, ...values];
}

function isClusterChart({ name }: Readonly<Record<string, unknown>>, repository: unknown): boolean {
  return name === CLUSTER_CHART && /cloudnative-pg/.test(text(repository) ?? '');
}

/** Values of a file, in the form of an object; none if SOPS has encrypted them. */
function ofFile(file: TreeFile, name: string, values: Readonly<Record<string, unknown>>, above: string): Document[] {
  const isEncrypted = [values, ...Object.values(values)].some((each) => record(record(each).sops).mac !== undefined);
  if (isEncrypted || Object.keys(values).length === 0) return [];
  return placedIn(file, { apiVersion: 'helm.sh/v3', kind: 'Values', metadata: { name }, values }, above);
}

/** @param above - where the manifest has what the file has at its root */
function placedIn(file: TreeFile, manifest: Manifest, above: string): Document[] {
  const [source] = file.documents;
  if (source === undefined) return [];
  const { locate, place } = source;
  const located = () => {
    const find = locate?.();
    const own = (path: string) => (path.startsWith(above) ? path.slice(above.length).replace(/^\./, '') : '');
    return (path: string | null) => find?.((path && own(path)) || null) ?? { line: 1, column: 1 };
  };
  return [{ manifest, file: source.file, document: 0, ...(locate && { locate: located }), ...(place && { place }) }];
}
