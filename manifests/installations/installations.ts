import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';
import { chartSeen, fileSeen, gitSeen, imageSeen, resourceSeen, type Seen, tagSeen } from './seen-versions';

/** An object that installs the operator or the plugin. */
export interface Installation extends Seen {
  readonly manifest: Manifest;
  /** The field with the version. */
  readonly path: string;
}

type Found = Seen & { readonly path: string };
type Reader = (manifest: Manifest, index: Index) => readonly (Found | undefined)[];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [Kind.APPLICATION, (manifest) => argoSources(manifest, 'spec')],
  [Kind.APPLICATION_SET, (manifest) => argoSources(manifest, 'spec.template.spec')],
  [Kind.HELM_RELEASE, helmRelease],
  [Kind.HELM_CHART, (manifest) => [chartOf(manifest, 'spec')]],
  [Kind.K3S_HELM_CHART, (manifest) => [chartOf(manifest, 'spec')]],
  [Kind.OCI_REPOSITORY, (manifest) => [ociRepository(manifest)]],
  [Kind.GIT_REPOSITORY, (manifest) => [gitRepository(manifest)]],
  [Kind.KUSTOMIZATION, kustomization],
  [Kind.DEPLOYMENT, deployment],
  [Kind.HELM_CHART_FILE, chartFile],
]);

/** Kinds of objects that may say so. */
export const INSTALLATION_KINDS: readonly string[] = [...READERS.keys()];

/** What an object says of the versions of operator and plugin. Nothing is fetched: an object that names none says nothing. */
export function installationsOf(manifest: Manifest, index: Index): Installation[] {
  const read = READERS.get(groupKindOf(manifest));
  const found = read?.(manifest, index) ?? [];
  return found.flatMap((each) => (each === undefined ? [] : [{ ...each, manifest }]));
}

// A source that releases refer to installs nothing by itself.
const SOURCES: readonly string[] = [Kind.OCI_REPOSITORY, Kind.HELM_CHART, Kind.GIT_REPOSITORY];

/** All installations, a source only where nothing else installs its component. */
export function installationsIn(index: Index): readonly Installation[] {
  return index.derive(allInstallations);
}

function allInstallations(index: Index): readonly Installation[] {
  const all = INSTALLATION_KINDS.flatMap((kind) => index.all(kind)).flatMap((each) => installationsOf(each, index));
  const [sources, others] = [true, false].map((is) =>
    all.filter(({ manifest }) => SOURCES.includes(groupKindOf(manifest)) === is),
  );
  const used = new Set(others?.map(({ component }) => component));
  return [...(others ?? []), ...(sources?.filter(({ component }) => !used.has(component)) ?? [])];
}

function placed(seen: Seen | undefined, path: string): Found | undefined {
  return seen && { ...seen, path };
}

/** Of several, the last that says something: an image that is set wins over the chart. */
function overridden(...found: readonly (Found | undefined)[]): Found | undefined {
  return found.findLast((each) => each !== undefined);
}

/** A tag that replaces the one of a chart. */
function tagOver(chart: Found | undefined, tag: unknown, path: string): Found | undefined {
  if (chart === undefined || text(tag) === undefined) return chart;
  return placed(tagSeen(chart.component, String(tag), `${chart.evidence} with image ${tag}`), path) ?? chart;
}

function argoSources(manifest: Manifest, root: string): (Found | undefined)[] {
  const spec = at(manifest, root);
  const several = list(at(spec, 'sources')).map((source, index) => ({ source, path: `${root}.sources[${index}]` }));
  return [{ source: at(spec, 'source'), path: `${root}.source` }, ...several].map(({ source, path }) =>
    argoSource(record(source), path),
  );
}

function argoSource(source: Readonly<Record<string, unknown>>, path: string): Found | undefined {
  const { chart, repoURL, targetRevision, path: folder, helm, kustomize, directory } = source;
  const [url, revision] = [text(repoURL) ?? '', text(targetRevision)];
  const name = text(chart) ?? (url.startsWith('oci://') ? url : undefined);
  if (name !== undefined) {
    const parameter = list(record(helm).parameters)
      .map(record)
      .find((each) => each.name === 'image.tag');
    const found = placed(chartSeen(name, revision), `${path}.targetRevision`);
    const byValues = tagOver(found, at(helm, 'valuesObject.image.tag'), `${path}.helm.valuesObject.image.tag`);
    return tagOver(byValues, parameter?.value, `${path}.helm.parameters`);
  }
  const images = texts(record(kustomize).images).map((image) => imageSeen(image.split('=').at(-1) ?? ''));
  return overridden(
    placed(gitSeen(url, revision, text(folder)), `${path}.targetRevision`),
    placed(fileSeen(text(record(directory).include) ?? ''), `${path}.directory.include`),
    ...images.map((image) => placed(image, `${path}.kustomize.images`)),
  );
}

function helmRelease(release: Manifest, index: Index): (Found | undefined)[] {
  return [tagOver(releasedChart(release, index), at(release, 'spec.values.image.tag'), 'spec.values.image.tag')];
}

function releasedChart(release: Manifest, index: Index): Found | undefined {
  const { kind, name, namespace } = record(at(release, 'spec.chartRef'));
  const referred = REFERRED.get(text(kind) ?? '');
  if (referred === undefined) return chartOf(release, 'spec.chart.spec');
  const source = index.get(referred.kind, text(namespace) ?? namespaceOf(release), text(name) ?? '');
  const found = source && referred.read(source);
  return found && { ...found, path: 'spec.chartRef' };
}

const REFERRED: ReadonlyMap<string, { kind: string; read: (manifest: Manifest) => Found | undefined }> = new Map([
  ['OCIRepository', { kind: Kind.OCI_REPOSITORY, read: ociRepository }],
  ['HelmChart', { kind: Kind.HELM_CHART, read: (manifest: Manifest) => chartOf(manifest, 'spec') }],
]);

/** The chart of a HelmRelease or a HelmChart. From a git repository the version of the chart is that of its files. */
function chartOf(manifest: Manifest, root: string): Found | undefined {
  const { chart, version, sourceRef } = record(at(manifest, root));
  const source = text(record(sourceRef).kind);
  if (source === 'GitRepository' || source === 'Bucket') return undefined;
  return placed(
    chartSeen(text(chart) ?? '', text(version)),
    version === undefined ? `${root}.chart` : `${root}.version`,
  );
}

function ociRepository(repository: Manifest): Found | undefined {
  const { tag, semver, digest } = record(at(repository, 'spec.ref'));
  if (text(tag) === undefined && text(semver) === undefined && digest !== undefined) return undefined;
  // Flux takes the range where both are given.
  const field = text(semver) === undefined ? 'tag' : 'semver';
  const revision = text(semver) ?? text(tag);
  const path = revision === undefined ? 'spec.url' : `spec.ref.${field}`;
  return placed(chartSeen(text(at(repository, 'spec.url')) ?? '', revision), path);
}

function gitRepository(repository: Manifest): Found | undefined {
  const { tag, branch, name } = record(at(repository, 'spec.ref'));
  const ref = text(name) ?? text(tag) ?? text(branch);
  return placed(gitSeen(text(at(repository, 'spec.url')) ?? '', ref), 'spec.ref');
}

function kustomization(manifest: Manifest): (Found | undefined)[] {
  const { resources, components, bases, helmCharts, images } = manifest;
  const sources = { resources, components, bases };
  return [
    ...Object.entries(sources).flatMap(([field, entries]) =>
      list(entries).map((entry, i) => placed(resourceSeen(text(entry) ?? ''), `${field}[${i}]`)),
    ),
    ...list(helmCharts).map((chart, i) => {
      const { name, version } = record(chart);
      return placed(chartSeen(text(name) ?? '', text(version)), `helmCharts[${i}].version`);
    }),
    ...list(images).map((image, i) => {
      const { name, newName, newTag } = record(image);
      return placed(imageSeen(`${text(newName) ?? text(name)}:${text(newTag)}`), `images[${i}].newTag`);
    }),
  ];
}

function deployment(manifest: Manifest): (Found | undefined)[] {
  const root = 'spec.template.spec.containers';
  return list(at(manifest, root)).map((container, i) =>
    placed(imageSeen(text(record(container).image) ?? ''), `${root}[${i}].image`),
  );
}

/** `Chart.yaml`: the charts that a chart installs, with the images that its values choose. */
function chartFile({ dependencies, values }: Manifest): (Found | undefined)[] {
  return list(dependencies).map((dependency, i) => {
    const { name, alias, version } = record(dependency);
    const path = `dependencies[${i}].version`;
    const found = placed(chartSeen(text(name) ?? '', text(version)), path);
    return tagOver(found, at(values, `${text(alias) ?? text(name)}.image.tag`), path);
  });
}
