import { appliedPathOf } from '../../manifests/applied/applied-path';
import { addressOf, fluxSource } from '../../manifests/applied/own-sources';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';

/** Whether an Application or a Kustomization takes its folder from another repository than before. */
export function isFromElsewhere(
  was: Manifest,
  is: Manifest,
  { before, after }: { readonly before: Index; readonly after: Index },
): boolean {
  if (appliedPathOf(was) === undefined || appliedPathOf(is) === undefined) return false;
  return repositoryOf(was, before) !== repositoryOf(is, after);
}

function repositoryOf(applier: Manifest, index: Index): string | undefined {
  if (groupKindOf(applier) === Kind.APPLICATION) return addressOf(at(applier, 'spec.source.repoURL'));
  return fluxSource(
    applier,
    index.all(Kind.GIT_REPOSITORY).map((manifest) => ({ manifest })),
  );
}
