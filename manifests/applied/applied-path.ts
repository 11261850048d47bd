import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, text } from '../object/manifest';

/** A folder of a repository that an object applies. */
export interface AppliedPath {
  /** The folder, from the root of the repository. */
  readonly folder: string;
  /** The field that names it. */
  readonly path: string;
  /** What tells its repository from others. */
  readonly repository: string | undefined;
}

/** The folder that an Application of Argo CD or a Kustomization of Flux applies; undefined for other objects. */
export function appliedPathOf(manifest: Manifest): AppliedPath | undefined {
  const kind = groupKindOf(manifest);
  if (kind !== Kind.APPLICATION && kind !== Kind.FLUX_KUSTOMIZATION) return undefined;
  const [path, repository] =
    kind === Kind.APPLICATION ? ['spec.source.path', 'spec.source.repoURL'] : ['spec.path', 'spec.sourceRef.name'];
  const folder = text(at(manifest, path))?.replace(/^\.\//, '');
  return folder === undefined ? undefined : { folder, path, repository: text(at(manifest, repository)) };
}
