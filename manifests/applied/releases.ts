import { fluxReleaseName } from '../helm/flux-release-name';
import { parameterValues } from '../helm/parameters';
import type { Applier, Document } from '../object/document';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text, texts } from '../object/manifest';
import { type FileTree, valuesIn, within } from './file-tree';
import { chartFolder, fluxChartFolder, fluxValuesFiles } from './flux-values-files';

/** A Helm chart as somebody installs it. */
export interface ChartRelease {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Folder of this repository; undefined for a chart of a chart repository. */
  readonly folder: string | undefined;
  readonly chart: string | undefined;
  /** `https://…` or `oci://…`; undefined if it is not known. */
  readonly repository: string | undefined;
  readonly version: string | undefined;
  /** Objects and texts of values, the later ones replace what the former say. */
  readonly values: readonly unknown[];
  /** Files of this repository with values, before the other values. */
  readonly valueFiles: readonly string[];
  /** Whether the chart's own `values.yaml` does not count, because other files take its place. @default - it counts */
  readonly replacesOwn?: boolean;
  /** What sets further values that are not read here. */
  readonly hasOtherValues: boolean;
  readonly document: Document;
  /** @default - nobody installs it */
  readonly by?: Applier;
  /** Where the chart stands in what installs it. */
  readonly path: string;
}

/** The charts that Argo CD Applications and Flux HelmReleases install. */
export function chartReleasesIn(documents: readonly Document[], tree: FileTree): ChartRelease[] {
  const sources = new Map(
    documents.flatMap(({ manifest }) =>
      manifest && ['HelmRepository', 'OCIRepository'].includes(manifest.kind)
        ? [[`${manifest.kind} ${manifest.metadata.name}`, text(at(manifest, 'spec.url'))] as const]
        : [],
    ),
  );
  return documents.flatMap((document) => {
    const { manifest } = document;
    if (manifest === undefined) return [];
    const kind = groupKindOf(manifest);
    if (kind === Kind.APPLICATION) return ofApplication(document, manifest, tree);
    return kind === Kind.HELM_RELEASE ? ofHelmRelease(document, manifest, tree, sources) : [];
  });
}

function ofApplication(document: Document, manifest: Manifest, tree: FileTree): ChartRelease[] {
  const several = list(at(manifest, 'spec.sources')).map((source, index) => ({
    source,
    path: `spec.sources[${index}]`,
  }));
  return [{ source: at(manifest, 'spec.source'), path: 'spec.source' }, ...several].flatMap(({ source, path }) => {
    const { chart, path: given, repoURL, targetRevision, helm } = record(source);
    const folder = chartFolder(text(given), tree);
    if (text(chart) === undefined && folder === undefined) return [];
    const { releaseName, valueFiles, values, valuesObject, parameters, fileParameters } = record(helm);
    const single = parameterValues(parameters);
    const files = texts(valueFiles).map((file) =>
      within(file.startsWith('$') ? '.' : (folder ?? '.'), file.replace(/^\$[\w-]+\//, '')),
    );
    return [
      {
        name: text(releaseName) ?? String(manifest.metadata.name),
        namespace: text(at(manifest, 'spec.destination.namespace')),
        folder,
        chart: text(chart),
        repository: withScheme(text(repoURL)),
        version: text(targetRevision),
        values: [values, valuesObject, single].flatMap(objectIn),
        valueFiles: files.flatMap((file) => (file !== undefined && tree.files.has(file) ? [file] : [])),
        hasOtherValues: single === undefined || list(fileParameters).length > 0,
        document,
        by: { engine: 'Argo CD', manifest },
        path,
      },
    ];
  });
}

/** Argo CD names a registry without its scheme. */
function withScheme(url: string | undefined): string | undefined {
  return url === undefined || url.includes('://') ? url : `oci://${url}`;
}

function ofHelmRelease(
  document: Document,
  manifest: Manifest,
  tree: FileTree,
  sources: ReadonlyMap<string, string | undefined>,
): ChartRelease[] {
  const { chart, version, sourceRef } = record(at(manifest, 'spec.chart.spec'));
  const reference = record(sourceRef ?? at(manifest, 'spec.chartRef'));
  const url = sources.get(`${reference.kind} ${reference.name}`);
  const isGit = reference.kind === 'GitRepository';
  const files = fluxValuesFiles(manifest, tree);
  const name = text(chart) ?? url?.split('/').at(-1);
  return [
    {
      name: fluxReleaseName(manifest),
      namespace: text(at(manifest, 'spec.targetNamespace')) ?? text(manifest.metadata.namespace),
      folder: fluxChartFolder(manifest, tree),
      chart: isGit ? undefined : name,
      repository: isGit ? undefined : url,
      version: text(version),
      values: objectIn(at(manifest, 'spec.values')),
      valueFiles: files.found.map(({ path }) => path),
      ...(files.replacesOwn && { replacesOwn: true }),
      hasOtherValues: list(at(manifest, 'spec.valuesFrom')).length > 0 || files.elsewhere.length > 0,
      document,
      by: { engine: 'Helm', manifest },
      path: 'spec.chart.spec',
    },
  ];
}

function objectIn(values: unknown): unknown[] {
  if (typeof values === 'string') return valuesIn(new TextEncoder().encode(values)).map(record);
  return Object.keys(record(values)).length === 0 ? [] : [values];
}
