import type { Placed } from '../../manifests/files/layout';
import { KUSTOMIZE_GROUP } from '../../manifests/files/render';
import { at, groupOf, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { groupBy } from '../../values/collections/group-by';

/** The default output folder of synth, which Argo CD watches. */
const DIST = 'dist/';

/**
 * What Argo CD does with folders: an Application of a folder that is not rendered stays broken, a folder without an Application is
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
  // Without any Application, something else applies the folders.
  if (owners.length === 0) return missing;
  const found = [...folders].flatMap(([folder, objects]) => {
    const owner = owners.find(({ manifest }) => `${folder}/`.startsWith(`${folderOf(manifest)}/`))?.manifest;
    if (owner === undefined) return objects.slice(0, 1).map((first) => unapplied(first, folder, outdir));
    const project = projects.get(text(at(owner, 'spec.project')));
    return objects.flatMap((object) => (isAllowed(project, object.manifest) ? [] : [refused(object, project, outdir)]));
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

/** Whether a project lets Argo CD write an object; another rule reports a missing project. */
function isAllowed(project: Manifest | undefined, { apiVersion, kind, metadata }: Manifest): boolean {
  const group = groupOf(apiVersion);
  if (project === undefined || group === KUSTOMIZE_GROUP) return true;
  const kinds = at(project, `spec.${metadata.namespace === undefined ? 'cluster' : 'namespace'}ResourceWhitelist`);
  if (kinds === undefined) return metadata.namespace !== undefined;
  return list(kinds)
    .map(record)
    .some((one) => ['*', group].includes(String(one.group)) && ['*', kind].includes(String(one.kind)));
}

function missingFolder(object: Placed, outdir: string): Violation {
  return violation(object, outdir, {
    rule: 'argo-folder-missing',
    severity: 'error',
    path: 'spec.source.path',
    message: `"${folderOf(object.manifest)}" is not rendered by any application`,
    fix: 'render it, or remove the folder from the list that generates this Application',
  });
}

function unapplied(object: Placed, folder: string, outdir: string): Violation {
  return violation(object, outdir, {
    rule: 'argo-folder-unapplied',
    severity: 'warning',
    path: null,
    message: `no Application applies ${folder}: its objects never reach the cluster`,
    fix: 'let the platform create an Application for this folder (an entry with `api` in its list has one for its API), or apply it elsewhere',
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

function violation(
  { manifest: { kind, metadata }, file, document }: Placed,
  outdir: string,
  said: Pick<Violation, 'rule' | 'severity' | 'path' | 'message' | 'fix'>,
): Violation {
  const { namespace = null, name = null } = metadata as { readonly namespace?: string; readonly name?: string };
  return { layer: 'expert', kind, namespace, name, ...said, file: `${outdir}/${file}`, document };
}
