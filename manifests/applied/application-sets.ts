import { posix } from 'node:path';
import { INSTALLING_CHARTS, writtenSources } from '../argo/argo';
import type { Document } from '../object/document';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text, texts } from '../object/manifest';
import { type FileTree, within } from './file-tree';
import { directoriesNamed, elementsOf, filesNamed, filled } from './generators';
import { templateGlob } from './globs';
import { afterReference, withValues } from './values';

type Value = Readonly<Record<string, unknown>>;

/**
 * The Applications of an ApplicationSet whose generators are lists, or directories and files of the repository; undefined where only Argo CD
 * knows them.
 */
export function generatedApplications({ manifest, ...document }: Document, tree: FileTree): Document[] | undefined {
  if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return undefined;
  const generators = list(at(manifest, 'spec.generators')).map(record);
  const elements = generators.map((each) => elementsOf(each, tree));
  if (generators.length === 0 || at(manifest, 'spec.templatePatch') !== undefined) return undefined;
  if (elements.includes(undefined)) return undefined;
  const { metadata, spec } = record(at(manifest, 'spec.template'));
  const [namespace, finalizers] = [text(manifest.metadata.namespace), finalizersOf(manifest)];
  const more = { ...(namespace !== undefined && { namespace }), ...(finalizers && { finalizers }) };
  return elements
    .flatMap((each) => each ?? [])
    .map((element) => {
      const own = { ...record(filled(metadata, element)), ...more };
      const application = { apiVersion: manifest.apiVersion, kind: 'Application', metadata: own };
      return { ...document, manifest: { ...application, spec: filled(spec, element) } };
    });
}

/** The controller gives each Application the finalizer that deletes what it applied, where the template has none and the set does not forbid it. */
function finalizersOf(set: Manifest): readonly unknown[] | undefined {
  const own = list(at(set, 'spec.template.metadata.finalizers'));
  if (own.length > 0 || at(set, 'spec.syncPolicy.preserveResourcesOnDeletion') === true) return undefined;
  return ['resources-finalizer.argocd.argoproj.io'];
}

/**
 * The Applications that a set makes, applied by it and with the values of the files that they name; none that is known by its generators alone.
 * What installs the operator is read of the set itself.
 */
export function applicationsOfSet(document: Document, tree: FileTree): Document[] {
  const { manifest: set } = document;
  if (set === undefined) return [];
  return (generatedApplications(document, tree) ?? [])
    .filter(({ manifest }) => !String(manifest?.metadata.name).includes('{{'))
    .filter(
      ({ manifest }) => !writtenSources(manifest?.spec).some(({ chart }) => INSTALLING_CHARTS.includes(String(chart))),
    )
    .map((each) => ({ ...withValues(each, [], tree), appliedBy: { engine: 'Argo CD', manifest: set } }));
}

/** The generators of an ApplicationSet, also those within others. */
function allGenerators(set: Manifest): unknown[] {
  return list(at(set, 'spec.generators')).flatMap((generator) => [
    generator,
    ...list(at(generator, 'matrix.generators')),
    ...list(at(generator, 'merge.generators')),
  ]);
}

/** The entries of generators of git, also of those within others. */
export function patternsOf(set: Manifest, field: 'git.directories' | 'git.files'): Value[] {
  return allGenerators(set).flatMap((generator) => list(at(generator, field)).map(record));
}

/** The directories that the generators of an ApplicationSet select. */
export function directoriesOf(set: Manifest, tree: FileTree): string[] {
  return directoriesNamed(patternsOf(set, 'git.directories'), tree);
}

/** The files of the repository that the generators of an ApplicationSet read. */
export function filesOf(set: Manifest, tree: FileTree): string[] {
  return filesNamed(patternsOf(set, 'git.files'), tree);
}

const FOUND_PATH = /^\{\{-?\s*\.?path(?:\.path)?\s*-?\}\}/;

/** The files with values that its template may name: the path is where a generator has found something, other parts in braces may be anything. */
export function valueFilesOf(set: Manifest, tree: FileTree): string[] {
  const names = writtenSources(at(set, 'spec.template.spec')).flatMap(({ path, helm }) =>
    texts(record(helm).valueFiles).flatMap((file) => afterReference(file) ?? within(text(path) ?? '.', file) ?? []),
  );
  const folders = [...directoriesOf(set, tree), ...filesOf(set, tree).map((path) => posix.dirname(path))];
  const globs = names.flatMap((name) => {
    const rest = name.replace(FOUND_PATH, '');
    return (rest === name ? [name] : folders.map((folder) => folder + rest)).map(templateGlob);
  });
  return globs.length === 0 ? [] : [...tree.files.keys()].filter((path) => globs.some((glob) => glob.test(path)));
}

/** Whether a path is the directory that a generator has found. */
export function isDirectory(path: string): boolean {
  return /^\{\{\s*\.?path(?:\.path)?\s*\}\}$/.test(path);
}

/** What an ApplicationSet applies that only its generators know: folders and charts, as they are written. */
export function unknownSourcesOf(document: Document, tree: FileTree): string[] {
  const { manifest } = document;
  if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return [];
  const known = generatedApplications(document, tree);
  const specs = known?.map((each) => each.manifest?.spec) ?? [at(manifest, 'spec.template.spec')];
  const sources = specs.flatMap(writtenSources);
  const unknown = sources.flatMap(({ path, chart }) => {
    const [folder, name] = [text(path) ?? '', text(chart)];
    if (known !== undefined) return folder.includes('{{') ? [`folder ${folder}`] : [];
    if (name !== undefined) return INSTALLING_CHARTS.includes(name) ? [] : [`chart ${name}`];
    if (tree.isChart(tree.folderNamed(folder) ?? '')) return [`chart ${folder}`];
    const isKnown =
      !folder.includes('{{') || (isDirectory(folder) && patternsOf(manifest, 'git.directories').length > 0);
    return isKnown ? [] : [`folder ${folder}`];
  });
  return [...new Set(unknown)];
}
