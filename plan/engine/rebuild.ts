import { archiveFolderOf, isSameArchive } from '../../manifests/cnpg/archives';
import { recoveredFolderOf } from '../../manifests/cnpg/recovery-source';
import type { Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';

/**
 * Whether a Cluster is declared as recovered from the archive that it has written itself, and as archiving elsewhere from then on: what
 * brings it back after its Kubernetes cluster was lost, and does nothing to one that runs.
 */
export function isRebuild(
  before: Manifest | undefined,
  after: Manifest,
  objects: { readonly before: Index; readonly after: Index },
): boolean {
  const written = before && archiveFolderOf(before, objects.before);
  const read = recoveredFolderOf(after, objects.after);
  const next = archiveFolderOf(after, objects.after);
  return isSameArchive(written, read) && !isSameArchive(read, next);
}
