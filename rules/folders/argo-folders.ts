import { type AppliedPath, appliedPathOf } from '../../manifests/applied/applied-path';
import { allowsKind, allowsNamespace, namespacesOf } from '../../manifests/argo/argo-project';
import type { Document } from '../../manifests/object/document';
import { at, groupOf, isKustomization, type Manifest, text } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';

/** The default output folder of synth, which Argo CD watches. */
export const DIST = 'dist';

/** An object, the document that holds it, and its folder. */
interface Placed {
  readonly document: Document;
  readonly manifest: Manifest;
  readonly folder: string;
}

/**
 * What Argo CD and Flux do with folders: an Application of a folder that is not rendered stays broken, a folder without one is never applied,
 * and what its project does not allow stops the sync of everything else. Documents of unknown location, and Applications of
 * folders that were not read, are ignored.
 */
export function judgeFolders(documents: readonly Document[]): ReadonlyMap<Document, readonly Finding[]> {
  const found = new Map<Document, Finding[]>();
  const add = (document: Document, said: Finding) => found.set(document, [...(found.get(document) ?? []), said]);
  const folders = groupBy(documents.flatMap(placedIn), ({ folder }) => folder);
  if (folders.size === 0) return found;
  const rendered = new Set(documents.flatMap(({ place }) => (place ? withParents(place.folder) : [])));
  const wholes = new Set(documents.flatMap(({ place }) => place?.whole ?? []));
  const owners = ownersAmong(documents, rendered);
  for (const { document, folder, path } of owners) {
    const wasRead = [...wholes].some((whole) => isWithin(folder, whole));
    if (wasRead && !rendered.has(folder)) add(document, missingFolder(folder, path));
  }
  // Without any Application, the folders are applied from somewhere else.
  if (owners.length === 0) return found;
  const projects = new Map(
    documents.flatMap(({ manifest }) => (manifest?.kind === 'AppProject' ? [[manifest.metadata.name, manifest]] : [])),
  );
  for (const [folder, objects] of folders) {
    const owner = owners.find((each) => isWithin(folder, each.folder))?.manifest;
    if (owner === undefined) {
      // A kustomization has no name, so a suppression could not tell it from another.
      const named = objects.find(({ manifest }) => !isKustomization(manifest)) ?? objects[0];
      if (named) add(named.document, unapplied(folder));
      continue;
    }
    const project = projects.get(text(at(owner, 'spec.project')));
    for (const { document, manifest } of objects) {
      if (!isKustomization(manifest) && !allowsKind(project, manifest)) add(document, refused(manifest, project));
    }
    for (const [namespace, [first]] of groupBy(objects, ({ manifest }) => text(manifest.metadata.namespace))) {
      if (first && !allowsNamespace(project, namespace)) add(first.document, outside(namespace, project));
    }
  }
  return found;
}

function placedIn(document: Document): Placed[] {
  const { manifest, place } = document;
  return manifest && place?.folder.startsWith(`${DIST}/`) ? [{ document, manifest, folder: place.folder }] : [];
}

interface Owner extends AppliedPath {
  readonly document: Document;
  readonly manifest: Manifest;
}

/**
 * The Applications of folders, and Flux' Kustomizations, without those of other repositories: a repository is this one if one of its
 * folders is here.
 */
function ownersAmong(documents: readonly Document[], rendered: ReadonlySet<string>): Owner[] {
  const owners = documents.flatMap((document): Owner[] => {
    const { manifest } = document;
    const applied = manifest && appliedPathOf(manifest);
    return manifest && applied?.folder.startsWith(`${DIST}/`) ? [{ ...applied, document, manifest }] : [];
  });
  const here = new Set(owners.filter(({ folder }) => rendered.has(folder)).map(({ repository }) => repository));
  return here.size === 0 ? owners : owners.filter(({ repository }) => here.has(repository));
}

/** Whether a folder equals another or is below it. All are below the root, ''. */
function isWithin(folder: string, other: string): boolean {
  return other === '' || `${folder}/`.startsWith(`${other}/`);
}

/** `dist/a/b` and `dist/a`. */
function withParents(folder: string): string[] {
  const steps = folder.split('/');
  return steps.slice(1).map((_, i) => steps.slice(0, i + 2).join('/'));
}

function missingFolder(folder: string, path: string): Finding {
  return finding({
    rule: 'argo-folder-missing',
    severity: 'error',
    path,
    message: `"${folder}" is not rendered by any application`,
    fix: 'render it, or remove the folder from the list that generates this object',
  });
}

function unapplied(folder: string): Finding {
  return finding({
    rule: 'argo-folder-unapplied',
    severity: 'warning',
    path: null,
    message: `no Application applies ${folder}, and no Kustomization of Flux: its objects never reach the cluster`,
    fix: 'let the platform create an Application for this folder (it has one for each folder of what is in the list of apps/index.ts), or apply it elsewhere',
  });
}

function refused({ apiVersion, kind }: Manifest, project: Manifest | undefined): Finding {
  const group = groupOf(apiVersion);
  return finding({
    rule: 'argo-project-kind',
    severity: 'error',
    path: 'kind',
    message: `project ${project?.metadata.name} does not allow ${kind}${group === '' ? '' : ` of ${group}`}: Argo CD refuses the whole sync`,
    fix: `allow { group: '${group}', kind: '${kind}' } in the project of this folder`,
  });
}

function outside(namespace: string | undefined, project: Manifest | undefined): Finding {
  return finding({
    rule: 'argo-project-namespace',
    severity: 'error',
    path: 'metadata.namespace',
    message: `project ${project?.metadata.name} allows the namespace ${namespacesOf(project)?.join(', ')} and not "${namespace}": Argo CD refuses the whole sync`,
    fix: 'write the same namespace here and in `destinations` of the project',
  });
}

function finding(said: Omit<Finding, 'layer'>): Finding {
  return { layer: 'expert', ...said };
}
