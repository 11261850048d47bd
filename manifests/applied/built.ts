import type { Document, Unknown } from '../object/document';
import { list, type Manifest, record, text, texts } from '../object/manifest';
import { isClusterScoped } from './cluster-scoped';
import { type FileTree, isKustomizationFile, type TreeFile, within } from './file-tree';
import { type Generators, isElsewhere, type KustomizationContent, kustomizationIn } from './kustomization';
import { patchesOf } from './patches';

/** What is applied from one place. */
export interface Built {
  readonly documents: readonly Document[];
  /** Objects that exist, too, and are not judged: what generators make, what is encrypted, and the kustomizations. */
  readonly beside: readonly Document[];
  /** The files of which it is made. */
  readonly files: readonly string[];
  /** What ConfigMaps and Secrets are generated of: only kustomize knows them. @default - nothing */
  readonly generators?: readonly Generators[];
  /** What of it was not read, and why. */
  readonly unseen: readonly string[];
  /** What of it is elsewhere. */
  readonly remote: readonly string[];
  /** Whether it says more than was read, so that kustomize itself should be asked. */
  readonly isPartial: boolean;
}

const NOTHING: Built = { documents: [], beside: [], files: [], unseen: [], remote: [], isPartial: false };

/** What kustomize makes of a folder, as far as it can be said without it. */
export function build(tree: FileTree, folder: string, above: readonly string[] = []): Built {
  const kustomization = kustomizationIn(tree, folder);
  if (kustomization === undefined || above.includes(folder)) return NOTHING;
  const source = tree.kustomizationIn(folder);
  const own = source?.path ?? folder;
  const parts = [...kustomization.resources, ...kustomization.components].map((path) =>
    tree.kustomizationIn(path) ? build(tree, path, [...above, folder]) : builtOf(tree.files.get(path), path),
  );
  const all = join(parts);
  const change = (documents: readonly Document[]) => documents.flatMap((document) => changed(document, kustomization));
  const itself: Document = { manifest: kustomization.manifest, file: source?.documents[0]?.file ?? own, document: 0 };
  const made = kustomization.generated.map((manifest): Document => ({ manifest, file: own, document: 0 }));
  const { patches, remote, unread, images, generators } = kustomization;
  return {
    documents: change(all.documents),
    beside: [itself, ...change([...all.beside, ...made])],
    files: [own, ...kustomization.parts, ...all.files],
    generators: [...(generators ? [generators] : []), ...(all.generators ?? [])],
    unseen: [...all.unseen, ...unread.map((field) => `only kustomize can read ${field} of ${own}`)],
    remote: [...all.remote, ...remote],
    isPartial: all.isPartial || patches.length > 0 || unread.length > 0 || images.length > 0 || remote.length > 0,
  };
}

/** The objects of files that are applied as they are. */
export function builtOfFiles(files: readonly TreeFile[]): Built {
  return join(files.map((file) => builtOf(file, file.path)));
}

function builtOf(file: TreeFile | undefined, path: string): Built {
  // Perhaps it was only not read: kustomize knows.
  if (file === undefined)
    return { ...NOTHING, files: [path], unseen: [`${path} is not among the files`], isPartial: true };
  if (isKustomizationFile(path)) return NOTHING;
  if (isEncryptedByGit(file)) return { ...NOTHING, files: [path], unseen: [`${path} is encrypted with git-crypt`] };
  const { open, closed } = openAndClosed(file.documents);
  return { ...NOTHING, files: [path], documents: open, beside: closed };
}

/** Documents that can be judged, and those that are encrypted: they exist, and their values are not known. */
export function openAndClosed(documents: readonly Document[]): {
  readonly open: readonly Document[];
  readonly closed: readonly Document[];
} {
  const isClosed = ({ manifest }: Document) => isEncryptedBySops(manifest);
  return { open: documents.filter((each) => !isClosed(each)), closed: documents.filter(isClosed) };
}

const GIT_CRYPT = '\0GITCRYPT\0';

/** git-crypt encrypts whole files: nobody knows which objects they hold. */
export function isEncryptedByGit({ documents, content }: Pick<TreeFile, 'documents' | 'content'>): boolean {
  if (documents.some(({ manifest }) => manifest !== undefined)) return false;
  return Buffer.from(content().subarray(0, GIT_CRYPT.length)).toString('latin1') === GIT_CRYPT;
}

/** SOPS leaves the keys as they are, and encrypts the values. */
export function isEncryptedBySops(manifest: Manifest | undefined): boolean {
  return record(manifest?.sops).mac !== undefined;
}

/** Several parts as one. */
export function join(parts: readonly Built[]): Built {
  return {
    documents: parts.flatMap(({ documents }) => documents),
    beside: parts.flatMap(({ beside }) => beside),
    files: parts.flatMap(({ files }) => files),
    generators: parts.flatMap(({ generators }) => generators ?? []),
    unseen: parts.flatMap(({ unseen }) => unseen),
    remote: parts.flatMap(({ remote }) => remote),
    isPartial: parts.some(({ isPartial }) => isPartial),
  };
}

/** With what an engine tells kustomize in addition: patches, components and prefixes. */
export function optioned(
  built: Built,
  options: Readonly<Record<string, unknown>>,
  tree: FileTree,
  folder: string,
): Built {
  const { patches } = patchesOf(options, folder, tree);
  const unread = ['components', 'namePrefix', 'nameSuffix'].filter((field) => options[field] !== undefined);
  const images = list(options.images).flatMap((image) => text(record(image).name) ?? []);
  const change: Changes = { ...NO_CHANGES, patches, images };
  const components = texts(options.components);
  const remote = [
    ...components.filter((name) => isElsewhere(name, folder, tree)),
    ...components.flatMap((name) => build(tree, within(folder, name) ?? '').remote),
  ];
  return {
    ...built,
    remote: [...built.remote, ...remote],
    documents: built.documents.flatMap((document) => changed(document, change)),
    unseen: [...built.unseen, ...unread.map((field) => `only kustomize can read ${field} for ${folder}`)],
    isPartial: built.isPartial || patches.length > 0 || images.length > 0 || unread.length > 0,
  };
}

type Changes = Pick<KustomizationContent, 'patches' | 'namespace' | 'labels' | 'annotations' | 'images'>;
const NO_CHANGES: Changes = { patches: [], namespace: undefined, labels: {}, annotations: {}, images: [] };

function changed(document: Document, kustomization: Changes): Document[] {
  const { manifest } = document;
  if (manifest === undefined) return [document];
  const { patches, namespace, labels, annotations, images } = kustomization;
  const matching = patches.filter(({ matches }) => matches(manifest));
  if (matching.some(({ deletes }) => deletes)) return [];
  const unknown = [
    ...(document.unknown ?? []),
    ...matching.flatMap(({ changes }) => changes),
    ...(images.length > 0 ? imagePaths(manifest, images) : []),
  ];
  const metadata = {
    ...manifest.metadata,
    ...extended(manifest.metadata, 'labels', labels),
    ...extended(manifest.metadata, 'annotations', annotations),
    ...(namespace !== undefined && !isClusterScoped(manifest) && { namespace }),
  };
  return [{ ...document, manifest: { ...manifest, metadata }, ...(unknown.length > 0 && { unknown }) }];
}

/** The labels or annotations of an object with further ones, if there are any. */
export function extended(
  metadata: Manifest['metadata'],
  field: 'labels' | 'annotations',
  more: Readonly<Record<string, unknown>>,
) {
  return Object.keys(more).length === 0 ? {} : { [field]: { ...record(metadata[field]), ...more } };
}

/** Where an object names one of the images. */
function imagePaths(value: unknown, images: readonly string[], path: readonly (string | number)[] = []): Unknown[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => imagePaths(item, images, [...path, index]));
  return Object.entries(record(value)).flatMap(([key, each]) => {
    const name = key === 'image' ? text(each) : undefined;
    if (name === undefined) return imagePaths(each, images, [...path, key]);
    return images.some((image) => name.replace(/(?::[^/]*)?(?:@.*)?$/, '') === image) ? [{ path: [...path, key] }] : [];
  });
}
