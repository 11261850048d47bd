import { posix } from 'node:path';
import { list, type Manifest, record, text, texts } from '../object/manifest';
import { type FileTree, textIn, valueIn, within } from './file-tree';
import { type Patch, patchesOf } from './patches';

/** What a kustomization says, as far as it decides what an object means. */
export interface KustomizationContent {
  /** All of it, as a component or without a kind, too: kustomize needs none. */
  readonly manifest: Manifest;
  readonly folder: string;
  readonly isComponent: boolean;
  readonly namespace: string | undefined;
  /** Files and folders, from the root of the repository. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly Patch[];
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
  /** Names of images that it replaces. */
  readonly images: readonly string[];
  /** ConfigMaps and Secrets that it makes. Their content is not known. */
  readonly generated: readonly Manifest[];
  /** What its generators say, and the files that they read; undefined without any. */
  readonly generators: Generators | undefined;
  /** Files that it reads and that are no objects of their own: patches, values, content. */
  readonly parts: readonly string[];
  /** Resources on other hosts. */
  readonly remote: readonly string[];
  /** What it does to objects that only kustomize itself can say. */
  readonly unread: readonly string[];
}

/** Of what a kustomization makes ConfigMaps and Secrets. */
export interface Generators {
  readonly say: unknown;
  readonly files: readonly string[];
}

const UNREAD = [
  'namePrefix',
  'nameSuffix',
  'helmChartInflationGenerator',
  'replacements',
  'transformers',
  'generators',
  'vars',
  'replicas',
];
const REMOTE = /^(?:[a-z+]+:\/\/|git@|[\w.-]+\.[a-z]{2,}\/|[\w.-]+:)|[?&]ref=|\.git(?:$|\/\/)/;

const HEAD = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

export function kustomizationIn(tree: FileTree, folder: string): KustomizationContent | undefined {
  const file = tree.kustomizationIn(folder);
  if (file === undefined) return undefined;
  const value = valueIn(file);
  const named = [...texts(value.resources), ...texts(value.bases), ...texts(value.components), ...texts(value.crds)];
  const isRemote = (name: string) => isElsewhere(name, folder, tree);
  const local = (names: readonly string[]) =>
    names.filter((name) => !isRemote(name)).flatMap((name) => within(folder, name) ?? []);
  const { patches, files, unreadable } = patchesOf(value, folder, tree);
  const labelled = list(value.labels).map((each) => record(record(each).pairs));
  return {
    manifest: { ...value, ...HEAD, metadata: record(value.metadata) },
    folder,
    isComponent: value.kind === 'Component',
    namespace: text(value.namespace) || undefined,
    resources: local([...texts(value.resources), ...texts(value.bases)]),
    components: local(texts(value.components)),
    patches,
    labels: Object.assign({}, record(value.commonLabels), ...labelled),
    annotations: record(value.commonAnnotations),
    images: list(value.images).flatMap((image) => text(record(image).name) ?? []),
    generated: [
      ...generated(value.configMapGenerator, (files) => configMap(files, folder, tree)),
      ...generated(value.secretGenerator, () => SECRET),
    ],
    generators: generatorsIn(value, folder),
    parts: [...files, ...partsOf(value).flatMap((part) => within(folder, part) ?? [])],
    remote: [...named.filter(isRemote), ...list(value.helmCharts).map((chart) => `chart ${record(chart).name}`)],
    unread: [...UNREAD.filter((field) => !isEmpty(value[field])), ...unreadable],
  };
}

/** The kustomizations of the folders that a kustomization includes. */
export function includedBy({ resources, components }: KustomizationContent, tree: FileTree): string[] {
  return [...resources, ...components].filter((path) => tree.kustomizationIn(path) !== undefined);
}

/** Whether kustomize would load it from the network. */
export function isElsewhere(name: string, folder: string, tree: FileTree): boolean {
  const path = within(folder, name) ?? '';
  const isHere = tree.files.has(path) || tree.kustomizationIn(path) !== undefined;
  return REMOTE.test(name) && !isHere;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

// A Secret with keys that only its source knows.
const SECRET = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', spec: { dataFrom: [{}] } };

type Content = { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown };

function generated(generators: unknown, make: (files: readonly string[]) => Content): Manifest[] {
  return list(generators).flatMap((each): Manifest[] => {
    const { name, namespace, files } = record(each);
    const metadata = { name: text(name) ?? '', ...(text(namespace) && { namespace: text(namespace) ?? '' }) };
    const { apiVersion, kind, ...content } = make(texts(files));
    return metadata.name === '' ? [] : [{ apiVersion, kind, metadata, ...content }];
  });
}

/** With the files that it is made of, which may be values of a chart. */
function configMap(files: readonly string[], folder: string, tree: FileTree): Content {
  const data = files.flatMap((each): [string, string][] => {
    const path = within(folder, afterKey(each)) ?? '';
    const file = tree.files.get(path);
    const key = each.includes('=') ? each.slice(0, each.indexOf('=')) : posix.basename(path);
    return file ? [[key, textIn(file)]] : [];
  });
  return { apiVersion: 'v1', kind: 'ConfigMap', data: Object.fromEntries(data) };
}

/** The files that generators, charts and transformers read. */
function partsOf(value: Readonly<Record<string, unknown>>): string[] {
  const charts = list(value.helmCharts).map(record);
  const replacements = list(value.replacements).map(record);
  return [
    ...generatedFrom(value),
    ...charts.flatMap(({ valuesFile, additionalValuesFiles }) => [
      text(valuesFile) ?? '',
      ...texts(additionalValuesFiles),
    ]),
    ...replacements.flatMap(({ path }) => text(path) ?? []),
    ...[value.transformers, value.generators, value.configurations, value.validators].flatMap(texts),
    text(record(value.openapi).path) ?? '',
  ].filter((path) => path !== '' && posix.normalize(path) !== '.');
}

function generatorsIn(value: Readonly<Record<string, unknown>>, folder: string): Generators | undefined {
  const { configMapGenerator: maps, secretGenerator: secrets, generatorOptions: options } = value;
  if (list(maps).length + list(secrets).length === 0) return undefined;
  return { say: [maps, secrets, options], files: generatedFrom(value).flatMap((path) => within(folder, path) ?? []) };
}

function generatedFrom(value: Readonly<Record<string, unknown>>): string[] {
  return [...list(value.configMapGenerator), ...list(value.secretGenerator)]
    .map(record)
    .flatMap(({ files, envs, env }) => [...texts(files).map(afterKey), ...texts(envs), text(env) ?? ''])
    .filter((path) => path !== '');
}

/** `key=path`, or the path alone. */
function afterKey(file: string): string {
  return file.slice(file.indexOf('=') + 1);
}
