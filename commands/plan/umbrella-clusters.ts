import type { ChartRelease } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import type { AppliedSide } from './applied-side';
import type { AppliedSides, Digests, Pair } from './unseen-changes';

/** Of charts that Helm has not rendered, the Clusters of CNPG's chart, if they depend on it. */
export function umbrellaClusters(
  { before, after }: AppliedSides,
  installed: { readonly before: Digests | undefined; readonly after: Digests },
  rendered: ReadonlySet<string>,
): Pair<Root>[] {
  const keys = new Set([...(installed.before?.keys() ?? []), ...installed.after.keys()]);
  return [...keys].flatMap((key) => {
    const [old, next] = [installed.before?.get(key), installed.after.get(key)];
    const folder = (next ?? old)?.release.folder;
    if (folder === undefined || rendered.has(folder) || old?.digest === next?.digest) return [];
    const rootOf = (side: AppliedSide | undefined, release: ChartRelease | undefined) => {
      const documents = release === undefined ? [] : (side?.dependencyClusters(release) ?? []);
      return documents.length === 0 ? undefined : { ...UNMADE, folder, documents };
    };
    const [was, is] = [rootOf(before, old?.release), rootOf(after, next?.release)];
    return was || is ? [{ ...(was && { before: was }), ...(is && { after: is }) }] : [];
  });
}

const UNMADE: Root = {
  ...{ folder: '', isKustomization: false, resources: [], documents: [], beside: [], files: [] },
  ...{ unseen: [], remote: [], isPartial: false },
};
