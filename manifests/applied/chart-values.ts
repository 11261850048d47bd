import { posix } from 'node:path';
import { CLUSTER_CHART, isChartOfCnpg } from '../helm/cluster-source';
import { isEnabledBy } from '../helm/dependency-cluster';
import type { Document } from '../object/document';
import { list, type Manifest, record, text } from '../object/manifest';
import { type FileTree, type TreeFile, valueIn, within } from './file-tree';
import { chartReleasesIn } from './releases';

type Values = Readonly<Record<string, unknown>>;

const VALUES = /^values[^/]*\.ya?ml$/;

/**
 * What files say that are no objects, and that decides about databases: the values of CNPG's chart `cluster` that a chart of the repository
 * or a kustomization gives it, and the Secrets that a kustomization makes. Values that nothing of the repository overrides are whole.
 */
export function valuesInFiles(tree: FileTree): Document[] {
  const files = [...tree.files.values()];
  const charts = files.filter(({ path }) => posix.basename(path) === 'Chart.yaml');
  const isOverridden = overriding(tree);
  return [
    ...charts.flatMap((chart) => ofChart(chart, tree, isOverridden)),
    ...tree.kustomizations.flatMap((folder) => ofKustomization(folder, tree)),
  ];
}

function ofChart(chart: TreeFile, tree: FileTree, isOverridden: (folder: string) => boolean): Document[] {
  const { name, dependencies } = valueIn(chart);
  const own = list(dependencies)
    .map(record)
    .filter((each) => isChartOfCnpg(each.name, each.repository));
  const keyOf = ({ alias, name }: Values) => String(alias ?? name);
  const keys = own.map(keyOf);
  const folder = posix.dirname(chart.path);
  const files = keys.length === 0 ? [] : tree.below(folder, false);
  const isAlone = files.some(({ path }) => path === posix.join(folder, 'values.yaml')) && !isOverridden(folder);
  return files.flatMap((file) => {
    if (!VALUES.test(posix.basename(file.path))) return [];
    const all = valueIn(file);
    const values = Object.entries(all).filter(([key]) => keys.includes(key) || key === 'sops');
    const isWhole = isAlone && own.every((each) => isEnabledBy(each.condition, all));
    const given = { name: text(name) ?? posix.basename(folder), isWhole };
    return ofFile(file, given, Object.fromEntries(values), 'values');
  });
}

/** Whether somebody may give a chart other values than its own: what installs it, a file beside or elsewhere, a chart around it. */
function overriding(tree: FileTree): (folder: string) => boolean {
  // Once for all charts: of a fleet, each may be one around CNPG's.
  let given: { readonly hasOtherFiles: boolean; readonly folders: ReadonlySet<string> } | undefined;
  return (folder) => {
    given ??= {
      hasOtherFiles: [...tree.files.keys()].some((path) => isOtherValues(path, tree)),
      folders: installed(tree),
    };
    return !tree.isChart(folder) || given.hasOtherFiles || given.folders.has(folder);
  };
}

/** The folders of the charts to which what installs them gives values. */
function installed(tree: FileTree): ReadonlySet<string> {
  const documents = [...tree.files.values()].flatMap((file) => file.documents);
  return new Set(
    chartReleasesIn(documents, tree).flatMap(({ folder, values, valueFiles, hasOtherValues }) => {
      if (folder === undefined) return [];
      const own = posix.join(folder, 'values.yaml');
      return values.length > 0 || hasOtherValues || valueFiles.some((file) => file !== own) ? [folder] : [];
    }),
  );
}

/** A file of values that is not what a chart has by itself. */
function isOtherValues(path: string, tree: FileTree): boolean {
  const [folder, name] = [posix.dirname(path), posix.basename(path)];
  return /values[^/]*\.ya?ml$/i.test(name) && !(name === 'values.yaml' && tree.isChart(folder));
}

/** Fields of a kustomization keep their positions, and what is said of others is left out: kustomizations are read elsewhere. */
function ofKustomization(folder: string, tree: FileTree): Document[] {
  const file = tree.kustomizationIn(folder);
  if (file === undefined) return [];
  const { secretGenerator, helmCharts } = valueIn(file);
  const charts = list(helmCharts).map(record);
  const inline = charts.map((each) => (isChartOfCnpg(each.name, each.repo) ? each : {}));
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
    return named ? ofFile(named, { name }, { [CLUSTER_CHART]: valueIn(named) }, `values.${CLUSTER_CHART}`) : [];
  });
  return [...itself, ...values];
}

/** Values of a file, in the form of an object; none if SOPS has encrypted them. */
function ofFile(
  file: TreeFile,
  { name, isWhole = false }: { readonly name: string; readonly isWhole?: boolean },
  values: Values,
  above: string,
): Document[] {
  const isEncrypted = [values, ...Object.values(values)].some((each) => record(record(each).sops).mac !== undefined);
  if (isEncrypted || Object.keys(values).length === 0) return [];
  const head = { apiVersion: 'helm.sh/v3', kind: 'Values', metadata: { name } };
  return placedIn(file, { ...head, values, ...(isWhole && { isWhole }) }, above);
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
