import { isUnknown } from '../../manifests/applied/completed-forms';
import type { Document } from '../../manifests/object/document';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { nearest } from '../../values/text/nearest';
import { DIST } from './argo-folders';

/** The name that `flux bootstrap` gives to the repository in which it writes. */
const BOOTSTRAPPED = 'flux-system';

/** The folders of a repository, from its root. */
export interface Folders {
  readonly names: readonly string[];
  /** Whether a folder is there, with or without manifests. */
  has(folder: string): boolean;
}

/**
 * Documents, where Flux Kustomizations have a path that is not in the repository with a finding about that. Which source is this repository
 * shows a path of it that is there, or a folder of nearly the same name: what is in another repository is not known.
 */
export function withMissingPaths(documents: readonly Document[], folders: Folders): Document[] {
  const kustomizations = documents.flatMap(({ manifest }) =>
    manifest && groupKindOf(manifest) === Kind.FLUX_KUSTOMIZATION ? [manifest] : [],
  );
  const here = new Set(kustomizations.filter((each) => isIn(folders, pathOf(each))).map(sourceOf));
  const including = new Set(
    documents.flatMap(({ manifest }) =>
      manifest && groupKindOf(manifest) === Kind.GIT_REPOSITORY && list(at(manifest, 'spec.include')).length > 0
        ? [manifest.metadata.name]
        : [],
    ),
  );
  return documents.map((document) => {
    const { manifest, unknown = [], findings = [] } = document;
    if (manifest === undefined || groupKindOf(manifest) !== Kind.FLUX_KUSTOMIZATION) return document;
    const path = pathOf(manifest);
    const { kind, name } = record(at(manifest, 'spec.sourceRef'));
    const isRead = kind === 'GitRepository' && !including.has(text(name)) && !isUnknown('spec.path', unknown);
    if (!isRead || path === '' || /[$*{]/.test(path) || path.startsWith(`${DIST}/`) || folders.has(path))
      return document;
    const like = nearest(path, folders.names, Math.min(2, Math.floor(path.length / 3)));
    if (!here.has(sourceOf(manifest)) && !(name === BOOTSTRAPPED && like !== undefined)) return document;
    return { ...document, findings: [...findings, missing(`${at(manifest, 'spec.path')}`, like)] };
  });
}

/** A path that is there; the root always is, in any repository. */
function isIn(folders: Folders, path: string): boolean {
  return path !== '' && folders.has(path);
}

function pathOf(kustomization: Manifest): string {
  const path = text(at(kustomization, 'spec.path')) ?? '';
  return path
    .replace(/^(?:\.?\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

function sourceOf(kustomization: Manifest): string {
  const { kind, name, namespace } = record(at(kustomization, 'spec.sourceRef'));
  return JSON.stringify([kind, name, namespace ?? kustomization.metadata.namespace]);
}

function missing(path: string, like: string | undefined): Finding {
  return {
    ...{ rule: 'argo-folder-missing', layer: 'expert', severity: 'error', path: 'spec.path' },
    message: `"${path}" is not in this repository: Flux fails with "path not found", and applies and prunes nothing until it is`,
    fix: like === undefined ? 'name a folder that is there' : `is "./${like}" meant?`,
  };
}
