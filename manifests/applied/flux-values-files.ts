import { posix } from 'node:path';
import { at, type Manifest, record, text, texts } from '../object/manifest';
import type { FileTree, TreeFile } from './file-tree';

/** What a HelmRelease puts in the place of the `values.yaml` of its chart: `spec.chart.spec.valuesFiles`. */
interface FluxValuesFiles {
  /** The later ones replace what the former say. */
  readonly found: readonly TreeFile[];
  /** Those that are in another source: a chart of a HelmRepository brings its own. */
  readonly elsewhere: readonly string[];
  /** Whether the chart has a `values.yaml` that is not among them, and does not count then. */
  readonly replacesOwn: boolean;
}

/** Their paths begin at the root of the source, which is this repository if the chart is a folder of it. */
export function fluxValuesFiles(helmRelease: Manifest, tree: FileTree): FluxValuesFiles {
  const named = texts(at(helmRelease, 'spec.chart.spec.valuesFiles'));
  const folder = fluxChartFolder(helmRelease, tree);
  const files = named.map((name) => ({ name, file: folder === undefined ? undefined : tree.fileNamed(name) }));
  const found = files.flatMap(({ file }) => file ?? []);
  const own = folder === undefined ? undefined : tree.files.get(posix.join(folder, 'values.yaml'));
  return {
    found,
    elsewhere: files.flatMap(({ name, file }) => (file === undefined ? [name] : [])),
    replacesOwn: named.length > 0 && own !== undefined && !found.includes(own),
  };
}

/** The folder of a chart of this repository that a HelmRelease installs. */
export function fluxChartFolder(helmRelease: Manifest, tree: FileTree): string | undefined {
  const { chart, sourceRef } = record(at(helmRelease, 'spec.chart.spec'));
  return record(sourceRef).kind === 'GitRepository' ? chartFolder(text(chart), tree) : undefined;
}

export function chartFolder(path: string | undefined, tree: FileTree): string | undefined {
  const folder = path === undefined ? undefined : tree.folderNamed(path);
  return folder !== undefined && tree.isChart(folder) ? folder : undefined;
}
