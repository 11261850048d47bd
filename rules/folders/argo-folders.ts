import { allowsKind } from '../../manifests/argo/argo-project';
import type { Placed } from '../../manifests/files/layout';
import { KUSTOMIZE_GROUP } from '../../manifests/files/render';
import { at, groupOf, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';

/** Where synth writes when nothing else is said, and what Argo CD watches. */
const DIST = 'dist/';

/**
 * What Argo CD would say of folders: an Application of a folder that nobody makes is broken for ever, a folder without an Application is
 * never applied, and what its project does not allow stops the sync of all the rest.
 * @param outdir - for the names of files
 */
export function judgeFolders(placed: readonly Placed[], outdir: string): Violation[] {
  const owners = placed.filter(({ manifest }) => folderOf(manifest) !== undefined);
  const projects = new Map(
    placed.flatMap(({ manifest }) => (manifest.kind === 'AppProject' ? [[manifest.metadata.name, manifest]] : [])),
  );
  const folders = groupBy(placed, ({ file }) => `${DIST}${file.slice(0, file.lastIndexOf('/'))}`);
  const rendered = new Set([...folders.keys()].flatMap(withParents));
  const missing = owners
    .filter(({ manifest }) => !rendered.has(folderOf(manifest) ?? ''))
    .map((placed) => missingFolder(placed, outdir));
  // Without any Application, what applies the folders is somewhere else.
  if (owners.length === 0) return missing;
  const found = [...folders].flatMap(([folder, objects]) => {
    const owner = owners.find(({ manifest }) => `${folder}/`.startsWith(`${folderOf(manifest)}/`))?.manifest;
    if (owner === undefined) return objects.slice(0, 1).map((first) => unapplied(first, folder, outdir));
    const project = projects.get(text(at(owner, 'spec.project')));
    const kinds = objects.flatMap((object) =>
      object.manifest.apiVersion.startsWith(`${KUSTOMIZE_GROUP}/`) || allowsKind(project, object.manifest)
        ? []
        : [refused(object, project, outdir)],
    );
    const closed = [...groupBy(objects, ({ manifest }) => manifest.metadata.namespace)].flatMap(
      ([namespace, [first]]) =>
        first === undefined || isOpen(project, namespace) ? [] : [outside(first, project, outdir)],
    );
    return [...kinds, ...closed];
  });
  return [...missing, ...found];
}

function folderOf({ kind, ...manifest }: Manifest): string | undefined {
  const path = kind === 'Application' ? text(at(manifest, 'spec.source.path')) : undefined;
  return path?.startsWith(DIST) ? path : undefined;
}

/** `dist/a/b` and `dist/a`. */
function withParents(folder: string): string[] {
  const steps = folder.split('/');
  return steps.slice(1).map((_, i) => steps.slice(0, i + 2).join('/'));
}

/** Whether a project lets Argo CD write to a namespace: some destination has it, with its stars, and none with a ! before it. */
function isOpen(project: Manifest | undefined, namespace: string | undefined): boolean {
  const destinations = project === undefined ? undefined : at(project, 'spec.destinations');
  if (destinations === undefined || namespace === undefined) return true;
  const patterns = list(destinations).map((destination) => text(record(destination).namespace) ?? '');
  // Argo CD's other patterns ([…], {…}) are its own to read.
  if (patterns.some((pattern) => /[[{?]/.test(pattern))) return true;
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+^$()|\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(namespace);
  const [denied, allowed] = [patterns.filter((p) => p.startsWith('!')), patterns.filter((p) => !p.startsWith('!'))];
  return allowed.some(matches) && !denied.some((pattern) => matches(pattern.slice(1)));
}

function missingFolder(object: Placed, outdir: string): Violation {
  return violation(object, outdir, {
    rule: 'argo-folder-missing',
    severity: 'error',
    path: 'spec.source.path',
    message: `"${folderOf(object.manifest)}" is a folder that no application renders`,
    fix: 'render it, or take the folder out of the list that this Application is made from',
  });
}

function unapplied(object: Placed, folder: string, outdir: string): Violation {
  return violation(object, outdir, {
    rule: 'argo-folder-unapplied',
    severity: 'warning',
    path: null,
    message: `no Application applies ${folder}: what is in it never reaches the cluster`,
    fix: 'let the platform make an Application for this folder (an entry with `api` in its list has one for its API), or apply it elsewhere',
  });
}

function refused(object: Placed, project: Manifest | undefined, outdir: string): Violation {
  const { apiVersion, kind } = object.manifest;
  const group = groupOf(apiVersion);
  return violation(object, outdir, {
    rule: 'argo-project-kind',
    severity: 'error',
    path: 'kind',
    message: `project ${project?.metadata.name} does not allow ${kind}${group === '' ? '' : ` of ${group}`}: Argo CD refuses the whole sync`,
    fix: `allow { group: '${group}', kind: '${kind}' } in the project of this folder (apps/platform/folder-kinds.ts)`,
  });
}

function outside(object: Placed, project: Manifest | undefined, outdir: string): Violation {
  const namespaces = list(project && at(project, 'spec.destinations')).map((one) => text(record(one).namespace));
  return violation(object, outdir, {
    rule: 'argo-project-namespace',
    severity: 'error',
    path: 'metadata.namespace',
    message: `project ${project?.metadata.name} allows the namespace ${namespaces.join(', ')} and not "${object.manifest.metadata.namespace}": Argo CD refuses the whole sync`,
    fix: 'write the same namespace here and at the entry of the application in apps/platform/config.ts',
  });
}

function violation(
  { manifest: { kind, metadata }, file, document }: Placed,
  outdir: string,
  said: Pick<Violation, 'rule' | 'severity' | 'path' | 'message' | 'fix'>,
): Violation {
  const { namespace = null, name = null } = metadata as { readonly namespace?: string; readonly name?: string };
  return { layer: 'expert', kind, namespace, name, ...said, file: `${outdir}/${file}`, document };
}
