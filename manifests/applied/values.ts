import { merged } from '../helm/merged';
import type { Document } from '../object/document';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text, texts } from '../object/manifest';
import { type FileTree, valueIn, valuesIn } from './file-tree';
import { fluxValuesFiles } from './flux-values-files';

type Values = Readonly<Record<string, unknown>>;

/**
 * The installation of a chart with the values of the files that it names: those of an Application in the repository, and those of a
 * HelmRelease in the repository and in ConfigMaps. What cannot be found stays named.
 * @param beside - what else is there: generated ConfigMaps
 */
export function withValues(document: Document, beside: readonly Document[], tree: FileTree): Document {
  const { manifest } = document;
  if (manifest === undefined) return document;
  const kind = groupKindOf(manifest);
  if (kind === Kind.HELM_RELEASE) return { ...document, manifest: ofHelmRelease(manifest, beside, tree) };
  return kind === Kind.APPLICATION ? { ...document, manifest: ofApplication(manifest, tree) } : document;
}

function ofHelmRelease(manifest: Manifest, beside: readonly Document[], tree: FileTree): Manifest {
  const { found: files, elsewhere, replacesOwn } = fluxValuesFiles(manifest, tree);
  const { valuesFrom, values, ...spec } = record(manifest.spec);
  const entries = list(valuesFrom).map((entry) => ({ entry, values: configMapValues(record(entry), beside) }));
  const found = entries.flatMap((each) => each.values ?? []);
  if (found.length + files.length === 0) return manifest;
  const rest = entries.filter((each) => each.values === undefined).map(({ entry }) => entry);
  const all = [...files.map(valueIn), ...found, record(values)].reduce<unknown>(merged, {});
  // Files without the chart's own stay named: what they leave out, a reader of the values would take from there.
  const chart = files.length === 0 || replacesOwn ? {} : { chart: namingOnly(elsewhere, spec.chart) };
  return { ...manifest, spec: { ...spec, ...chart, values: all, ...(rest.length > 0 && { valuesFrom: rest }) } };
}

function namingOnly(valuesFiles: readonly string[], chart: unknown): Values {
  const { valuesFiles: _, ...spec } = record(record(chart).spec);
  return { ...record(chart), spec: { ...spec, ...(valuesFiles.length > 0 && { valuesFiles }) } };
}

function configMapValues({ kind, name, valuesKey }: Values, beside: readonly Document[]): Values | undefined {
  const map = beside.find(
    ({ manifest }) => kind === 'ConfigMap' && manifest?.kind === kind && manifest.metadata.name === name,
  );
  const content = text(record(map?.manifest?.data)[text(valuesKey) ?? 'values.yaml']);
  return content === undefined ? undefined : record(valuesIn(new TextEncoder().encode(content))[0]);
}

function ofApplication(manifest: Manifest, tree: FileTree): Manifest {
  const spec = record(manifest.spec);
  const filled = (source: unknown) => ofSource(record(source), tree);
  return {
    ...manifest,
    spec: {
      ...spec,
      ...(spec.source !== undefined && { source: filled(spec.source) }),
      ...(spec.sources !== undefined && { sources: list(spec.sources).map(filled) }),
    },
  };
}

/** The path of a file of values in the source that it names (`$values/path`); undefined for one that is beside the chart. */
export function afterReference(file: string): string | undefined {
  return /^\$[\w-]+\/(.*)$/.exec(file)?.[1];
}

function ofSource(source: Values, tree: FileTree): Values {
  const { valueFiles, ...helm } = record(source.helm);
  const files = texts(valueFiles).map((file) => {
    return { file, found: tree.fileNamed(afterReference(file) ?? `${text(source.path) ?? '..'}/${file}`) };
  });
  const found = files.flatMap((each) => (each.found ? [valueIn(each.found)] : []));
  // Where Application says more as a text, the text would have to be written again.
  if (found.length === 0 || helm.values !== undefined) return source;
  const rest = files.filter((each) => each.found === undefined).map(({ file }) => file);
  const valuesObject = [...found, at(helm, 'valuesObject')].reduce<unknown>(merged, {});
  return { ...source, helm: { ...helm, valuesObject, ...(rest.length > 0 && { valueFiles: rest }) } };
}
