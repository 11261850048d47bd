import { posix } from 'node:path';
import { compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import type { Document, Unknown } from '../object/document';
import { manifestName } from '../object/identity';
import { record } from '../object/manifest';
import { applicationsIn, type NamedFolder } from './appliers';
import { type Built, build, builtOfFiles, extended, join, openAndClosed, optioned } from './built';
import { ENCRYPTED, fileRoleOf } from './classify';
import { isClusterScoped } from './cluster-scoped';
import { type FileTree, isInFolder, type TreeFile } from './file-tree';
import { sampleOf } from './holes';
import { includedBy, kustomizationIn } from './kustomization';
import { type MadeObjects, NOTHING_MADE, withForms } from './made';
import { withOpenNamespaces } from './open-namespaces';
import { substitute } from './variables';

/** One place from which objects are applied. */
export interface Root extends Built {
  readonly folder: string;
  /** Whether kustomize makes it. */
  readonly isKustomization: boolean;
  /** The files and folders that a kustomization of it names. */
  readonly resources: readonly string[];
  /** Whether a part of its folder is left to somebody else, who applies it by itself. @default false */
  readonly isShared?: boolean;
  /** Charts elsewhere in which nothing of a database is expected. @default - none */
  readonly unmissed?: readonly string[];
  /** Who applies it; undefined if nothing in the repository says so. */
  readonly application?: NamedFolder;
}

export interface Skip {
  readonly file: string;
  readonly why: string;
}

export interface Applied {
  readonly roots: readonly Root[];
  readonly skips: readonly Skip[];
  /** Folders of charts, and files, with templates that only Helm can fill in. */
  readonly templates: readonly string[];
}

/**
 * What of a repository is applied: by the folders that an engine names, by kustomizations that no other includes, and by plain folders.
 * @param made - objects that no file has like this: Applications of an app of apps, and those that kustomize has patched
 */
export function rootsOf(tree: FileTree, made: MadeObjects = NOTHING_MADE): Applied {
  const roles = new Map([...tree.files.values()].map((file) => [file.path, fileRoleOf(file, tree)]));
  const isObjects = ({ path }: TreeFile) => ['objects', 'encrypted'].includes(roles.get(path)?.is ?? '');
  const objects = [...tree.files.values()].filter(isObjects);
  const written = objects.flatMap(({ documents }) => documents);
  const applications = applicationsIn(tree, withForms(written, made));
  const kustomizations = tree.kustomizations.flatMap((folder) => kustomizationIn(tree, folder) ?? []);
  const included = new Set(kustomizations.flatMap((each) => includedBy(each, tree)));
  const known = applications
    .filter(({ folder }) => tree.chartOf(folder) === undefined)
    .map((application) => rootOf(tree, application, applications, isObjects));
  // What lies below a folder without a kustomization is applied with it, a kustomization as one.
  const named = new Set([...applications.map(({ folder }) => folder), ...known.flatMap(({ resources }) => resources)]);
  const unnamed = kustomizations
    .filter(({ folder, isComponent }) => !isComponent && !included.has(folder) && !named.has(folder))
    .filter(({ folder }) => tree.chartOf(folder) === undefined)
    .map(({ folder }): Root => ({ folder, isKustomization: true, resources: [folder], ...build(tree, folder) }));
  const applied = new Set([...known, ...unnamed].flatMap(({ files }) => files));
  const parts = new Set(kustomizations.flatMap((each) => each.parts));
  const listed = new Set(kustomizations.flatMap(({ resources }) => resources));
  const excluding = applications.filter(({ isExcluded, folder }) => isExcluded && !tree.kustomizationIn(folder));
  const excluder = ({ path }: TreeFile) =>
    excluding.find(({ folder, isExcluded, isRecursive }) => {
      const isInside = isRecursive ? isInFolder(path, folder) : posix.dirname(path) === folder;
      return isInside && isExcluded?.(path);
    });
  const others = objects.filter(({ path }) => !applied.has(path) && !parts.has(path));
  const left = others.filter((file) => excluder(file) === undefined);
  const free = left.filter(({ path }) => !listed.has(path));
  const [unlisted, loose] = [true, false].map((isUnlisted) =>
    free.filter(({ path }) => (tree.kustomizationIn(posix.dirname(path)) !== undefined) === isUnlisted),
  );
  const folders = groupBy(loose ?? [], ({ path }) => posix.dirname(path));
  const plain = [...folders].map(
    ([folder, files]): Root => ({ folder, isKustomization: false, resources: [], ...builtOfFiles(files) }),
  );
  return {
    roots: [...known, ...unnamed, ...plain].filter(isSomething),
    skips: firstOfEach([
      ...[...roles].flatMap(([file, role]) => (role.is === 'objects' ? [] : [{ file, why: role.why }])),
      ...others.flatMap((file) => {
        const by = excluder(file)?.by.manifest;
        return by ? [{ file: file.path, why: `${manifestName(by)} excludes it` }] : [];
      }),
      ...(unlisted ?? []).map(({ path }) => ({ file: path, why: 'no kustomization includes it' })),
      ...left
        .filter(({ path }) => listed.has(path))
        .map(({ path }) => ({ file: path, why: 'its kustomization is included by none' })),
      ...objects
        .filter(({ path }) => parts.has(path))
        .map(({ path }) => ({ file: path, why: 'a part of a kustomization' })),
      ...objects.flatMap((file) =>
        encryptedIn(file).map((name) => ({ file: file.path, why: `${name}: ${ENCRYPTED}` })),
      ),
    ]),
    templates: [...tree.charts, ...[...roles].flatMap(([file, role]) => (role.is === 'template' ? [file] : []))],
  };
}

/** Sorted by file, each with the first reason. */
function firstOfEach(skips: readonly Skip[]): Skip[] {
  const first = new Map([...skips].reverse().map((each) => [each.file, each] as const));
  return [...first.values()].sort(compareBy(({ file }) => file));
}

/** The objects of a file that are encrypted, beside others that are not. */
function encryptedIn({ documents }: TreeFile): string[] {
  const { open, closed } = openAndClosed(documents);
  const names = closed.flatMap(({ manifest }) => (manifest ? [`${manifest.kind} ${manifest.metadata.name}`] : []));
  return open.length === 0 || names.length === 0 ? [] : [names.join(', ')];
}

/** Whether there is anything to judge, or to say that it could not be seen. */
function isSomething({ documents, beside, unseen, remote }: Root): boolean {
  return documents.length + beside.length + unseen.length + remote.length > 0;
}

function rootOf(
  tree: FileTree,
  application: NamedFolder,
  all: readonly NamedFolder[],
  isObjects: (file: TreeFile) => boolean,
): Root {
  const { folder, isRecursive, options } = application;
  const isKustomization = tree.kustomizationIn(folder) !== undefined;
  // As Flux does it: a folder below with a kustomization is included as one.
  const nested = isRecursive ? tree.kustomizations.filter((each) => isInFolder(each, folder)) : [];
  // What somebody applies by itself, with variables of its own, is not meant to be applied here once more.
  const others = all.flatMap((each) =>
    each.folder !== folder && isInFolder(each.folder, folder) ? [each.folder] : [],
  );
  const isOwn = (path: string) => !others.some((other) => path === other || isInFolder(path, other));
  const outermost = nested
    .filter(isOwn)
    .filter((each) => !nested.some((other) => other !== each && isInFolder(each, other)));
  const files = tree
    .below(folder, isRecursive)
    .filter((file) => isObjects(file) && isOwn(file.path) && !application.isExcluded?.(file.path))
    .filter((file) => !outermost.some((each) => isInFolder(file.path, each)));
  const built = isKustomization
    ? build(tree, folder)
    : join([builtOfFiles(files), ...outermost.map((each) => build(tree, each))]);
  const resources = isKustomization ? [folder] : [...files.map(({ path }) => path), ...outermost];
  const isShared = !isKustomization && others.length > 0;
  return { folder, isKustomization, resources, application, isShared, ...optioned(built, options, tree, folder) };
}

/** What the engine adds: namespaces, values of variables, and itself. */
export function completed(root: Root): Root {
  const complete = (document: Document) => completedBy(document, root.application);
  return { ...root, documents: withOpenNamespaces(root.documents.map(complete)), beside: root.beside.map(complete) };
}

function completedBy(document: Document, application: NamedFolder | undefined): Document {
  const { manifest } = document;
  if (manifest === undefined) return document;
  const { targetNamespace, defaultNamespace, by } = application ?? {};
  const given = manifest.metadata.namespace;
  const isTemplate = defaultNamespace?.includes('{{') === true;
  const namespace = isClusterScoped(manifest)
    ? undefined
    : (targetNamespace ?? (given || (isTemplate ? undefined : defaultNamespace)));
  const { labels, annotations } = record(application?.commonMetadata);
  const metadata = {
    ...manifest.metadata,
    ...extended(manifest.metadata, 'labels', record(labels)),
    ...extended(manifest.metadata, 'annotations', record(annotations)),
    ...(namespace !== undefined && { namespace }),
  };
  const own = { ...manifest, metadata };
  const { manifest: filled, unknown } = substitute(own, application?.variables);
  const isOpen = isTemplate && !given && !isClusterScoped(manifest);
  const all = [...(document.unknown ?? []), ...unknown, ...(isOpen ? [namespaceAs(defaultNamespace)] : [])];
  return { ...document, manifest: filled, ...(all.length > 0 && { unknown: all }), ...(by && { appliedBy: by }) };
}

function namespaceAs(template: string): Unknown {
  return { path: ['metadata', 'namespace'], sample: sampleOf(template), text: template, isNeeded: true };
}
