import { posix } from 'node:path';
import { INSTALLING_CHARTS, writtenSources } from '../argo/argo';
import type { Applier, Document } from '../object/document';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text, texts } from '../object/manifest';
import { generatedApplications, isDirectory, patternsOf } from './application-sets';
import { type FileTree, textIn, valueIn, within } from './file-tree';
import { directoriesNamed } from './generators';
import { fileGlob } from './globs';
import type { AppliedForm } from './made';
import { addressOf, fluxSource, ownFolders } from './own-sources';
import { substitutesOf } from './substitutes';
import type { Variables } from './variables';

/** What applies folders of a repository, or installs charts. */
export const APPLIER_KINDS: readonly string[] = [
  Kind.APPLICATION,
  Kind.APPLICATION_SET,
  Kind.FLUX_KUSTOMIZATION,
  Kind.HELM_RELEASE,
];

/** A folder that an engine applies, and what it adds to what is in there. */
export interface NamedFolder {
  readonly folder: string;
  readonly by: Applier;
  /** What tells its repository from others. @default - not known */
  readonly source?: string | undefined;
  /** The file with the object that applies it. */
  readonly file: string | null;
  /** The folder of the root that makes another object of it. @default - none: it is applied as it is */
  readonly home?: string;
  /** Of all objects. */
  readonly targetNamespace?: string | undefined;
  /** Of the objects that name none. A template of an ApplicationSet is filled in for each Application. */
  readonly defaultNamespace?: string | undefined;
  /** @default - nobody replaces variables */
  readonly variables?: Variables;
  readonly isRecursive: boolean;
  /** Whether it leaves a file of the folder out. @default - none */
  readonly isExcluded?: (file: string) => boolean;
  /** Labels and annotations of all objects. */
  readonly commonMetadata?: unknown;
  /** What the engine tells kustomize in addition: patches, components, prefixes. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The folders of this repository that Flux Kustomizations, Argo CD Applications and ApplicationSets apply. */
export function applicationsIn(tree: FileTree, documents: readonly (Document | AppliedForm)[]): NamedFolder[] {
  const all = documents.flatMap((document) => {
    const from = { file: document.file, ...('home' in document && { home: document.home }) };
    return foldersOf(document, documents, tree).map((folder) => ({ ...folder, ...from }));
  });
  return ownFolders(all, tree);
}

type Named = Omit<NamedFolder, 'file'>;

function foldersOf(document: Document, all: readonly Document[], tree: FileTree): Named[] {
  const { manifest } = document;
  if (manifest === undefined) return [];
  const kind = groupKindOf(manifest);
  if (kind === Kind.FLUX_KUSTOMIZATION) return ofFlux({ ...document, manifest }, all, tree);
  if (kind === Kind.APPLICATION) return ofArgo(manifest, manifest.spec, tree);
  if (kind !== Kind.APPLICATION_SET) return [];
  // Where its Applications are known, they are followed one by one.
  return generatedApplications(document, tree) === undefined ? ofSet(manifest, tree) : [];
}

/** What a chart, or a template by itself, installs in turn: kinds that apply something, and charts that may hold a database. */
export function installedByTemplates(path: string, tree: FileTree): string[] {
  const file = tree.files.get(path);
  const chart = tree.files.get(within(path, 'Chart.yaml') ?? '');
  const templates = file ? [file] : tree.below(within(path, 'templates') ?? path, true);
  const kinds = templates.flatMap((each) => [...textIn(each).matchAll(APPLIER)].map(([, kind = '']) => kind));
  const charts = list(chart && valueIn(chart).dependencies).flatMap((each) => text(record(each).name) ?? []);
  const others = charts.filter((name) => !INSTALLING_CHARTS.includes(name));
  return [...new Set([...kinds.sort(), ...others.map((name) => `chart ${name}`)])];
}

const APPLIER = /^kind: *["']?(Application(?:Set)?|HelmRelease)["']? *$/gm;

function ofFlux(
  document: Document & { readonly manifest: Manifest },
  all: readonly Document[],
  tree: FileTree,
): Named[] {
  const { manifest } = document;
  const folder = tree.folderNamed(text(at(manifest, 'spec.path')) ?? '.');
  if (folder === undefined) return [];
  const variables = substitutesOf(document, all, tree);
  const { patches, images, namePrefix, nameSuffix } = record(manifest.spec);
  return [
    {
      folder,
      by: { engine: 'Flux', manifest },
      source: fluxSource(manifest, all),
      targetNamespace: text(at(manifest, 'spec.targetNamespace')) || undefined,
      ...(variables && { variables }),
      commonMetadata: at(manifest, 'spec.commonMetadata'),
      isRecursive: true,
      options: given({ patches, images, namePrefix, nameSuffix, components: componentsOf(manifest, folder, tree) }),
    },
  ];
}

function componentsOf(manifest: Manifest, folder: string, tree: FileTree): readonly string[] | undefined {
  const components = texts(at(manifest, 'spec.components'));
  const isThere = (name: string) => tree.kustomizationIn(within(folder, name) ?? '') !== undefined;
  const all = at(manifest, 'spec.ignoreMissingComponents') === true ? components.filter(isThere) : components;
  return all.length > 0 ? all : undefined;
}

function ofArgo(manifest: Manifest, spec: unknown, tree: FileTree): Named[] {
  return writtenSources(spec).flatMap((source) => {
    const path = text(source.path);
    const folder = path === undefined ? undefined : tree.folderNamed(path);
    if (folder === undefined) return [];
    return [argo(manifest, spec, source, folder)];
  });
}

function argo(manifest: Manifest, spec: unknown, source: Readonly<Record<string, unknown>>, folder: string): Named {
  const { namespace, patches, components, namePrefix, nameSuffix } = record(source.kustomize);
  return {
    folder,
    by: { engine: 'Argo CD', manifest },
    source: addressOf(source.repoURL),
    targetNamespace: text(namespace) || undefined,
    defaultNamespace: text(at(spec, 'destination.namespace')) || undefined,
    isRecursive: at(source.directory, 'recurse') === true,
    ...excluding(record(source.directory), folder),
    options: given({ patches, components, namePrefix, nameSuffix }),
  };
}

function excluding({ include, exclude }: Readonly<Record<string, unknown>>, folder: string) {
  const [included, excluded] = [include, exclude].map((each) => (text(each) ? fileGlob(text(each) ?? '') : undefined));
  if (included === undefined && excluded === undefined) return {};
  const isExcluded = (file: string) => {
    const own = posix.relative(folder, file);
    return excluded?.(own) === true || included?.(own) === false;
  };
  return { isExcluded };
}

function given(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => (value ?? '') !== ''));
}

/** The folders of a generator of git directories: each of them is an Application. */
function ofSet(manifest: Manifest, tree: FileTree): Named[] {
  const spec = at(manifest, 'spec.template.spec');
  const path = text(at(spec, 'source.path')) ?? '';
  if (!path.includes('{{')) return ofArgo(manifest, spec, tree);
  if (!isDirectory(path)) return [];
  return directoriesNamed(patternsOf(manifest, 'git.directories'), tree).map((folder) => {
    const application = argo(manifest, spec, record(at(spec, 'source')), folder);
    const namespace = text(at(spec, 'destination.namespace')) ?? '';
    const isFolder = /^\{\{\s*\.?path\.basename\s*\}\}$/.test(namespace);
    return isFolder ? { ...application, defaultNamespace: posix.basename(folder) } : application;
  });
}
