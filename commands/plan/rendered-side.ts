import type { ChartRelease } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import type { Document } from '../../manifests/object/document';
import { renderedRoots } from '../applied/applied';
import { chartReleases, renderReleases } from '../applied/render-charts';
import type { RenderOptions } from '../applied/rendering';
import type { AppliedSide } from './applied-side';
import type { Digests } from './unseen-changes';

/** The roots of a side, rendered where a tool is needed and the other side has them in another way. */
export async function rooted(
  side: AppliedSide,
  other: AppliedSide | undefined,
  options: RenderOptions,
): Promise<Root[]> {
  const { sources, rendered } = side;
  const others = new Map((other?.sources.roots ?? []).map((root) => [other?.keyOfRoot(root), root]));
  const changed = (root: Root, digest: 'digestOfRoot' | 'digestOfGenerators') => {
    const same = others.get(side.keyOfRoot(root));
    return (same === undefined ? '' : other?.[digest](same)) !== side[digest](root);
  };
  // What generators make is not read: only kustomize can say what a change of them does.
  const roots = sources.roots.map((root) =>
    changed(root, 'digestOfGenerators') ? { ...root, isPartial: true } : root,
  );
  const wanted = {
    root: (root: Root) => (needsTools(root) ? changed(root, 'digestOfRoot') : options.render === 'always'),
    home: sources.home,
  };
  return renderedRoots({ ...sources, roots }, options, wanted, rendered.roots);
}

/** The releases of charts that the other side does not have in the same way. */
export function released(
  side: AppliedSide,
  roots: readonly Root[],
  others: Digests | undefined,
  options: RenderOptions,
) {
  const { sources, rendered } = side;
  const wanted = {
    release: (release: ChartRelease) =>
      others?.get(side.keyOfRelease(release))?.digest !== side.digestOfRelease(release),
    home: sources.home,
  };
  return renderReleases(documentsOf(side, roots), sources.tree, options, wanted, rendered.charts);
}

export function digests(side: AppliedSide, roots: readonly Root[]): Digests {
  const all = chartReleases(documentsOf(side, roots), side.sources.tree);
  return new Map(
    all.map((release) => [side.keyOfRelease(release), { release, digest: side.digestOfRelease(release) }]),
  );
}

function documentsOf({ sources }: AppliedSide, roots: readonly Root[]): Document[] {
  return [...roots.flatMap(({ documents }) => documents), ...(sources.made ?? [])];
}

/** What is read as it is needs no tool, and no look at whether it has changed. */
function needsTools({ isPartial, unseen, remote, application }: Root): boolean {
  return isPartial || unseen.length + remote.length > 0 || application?.variables !== undefined;
}
