import { addressOf, fluxSource } from '../../manifests/applied/own-sources';
import { writtenSources } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';

/** Whether an Application or a Kustomization takes a folder from a repository that it did not take one from before. */
export function isFromElsewhere(
  was: Manifest,
  is: Manifest,
  { before, after }: { readonly before: Index; readonly after: Index },
): boolean {
  const [old, next] = [repositoriesOf(was, before), repositoriesOf(is, after)];
  return old.length > 0 && next.some((repository) => !old.includes(repository));
}

function repositoriesOf(applier: Manifest, index: Index): readonly (string | null)[] {
  if (groupKindOf(applier) === Kind.APPLICATION) {
    const folders = writtenSources(applier.spec).filter(({ path, chart }) => path !== undefined && chart === undefined);
    return folders.map(({ repoURL }) => addressOf(repoURL) ?? null);
  }
  const sources = index.all(Kind.GIT_REPOSITORY).map((manifest) => ({ manifest }));
  return [fluxSource(applier, sources) ?? null];
}
