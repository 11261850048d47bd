import { posix } from 'node:path';
import { valueIn } from '../../manifests/applied/file-tree';
import type { ChartRelease } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { umbrellaCharts } from '../../manifests/applied/umbrella-charts';
import { dependencyClusters } from '../../manifests/helm/dependency-cluster';
import type { Document } from '../../manifests/object/document';
import { record } from '../../manifests/object/manifest';
import { notSeen } from '../applied/render-charts';
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
      const documents = side && release ? madeByDependency(side, release) : [];
      return documents.length === 0 ? undefined : notSeen(folder, { documents });
    };
    const [was, is] = [rootOf(before, old?.release), rootOf(after, next?.release)];
    return was || is ? [{ ...(was && { before: was }), ...(is && { after: is }) }] : [];
  });
}

/** What a release makes by CNPG's chart, on which its own depends, where Helm does not say it. */
function madeByDependency(
  side: AppliedSide,
  { folder = '', name, namespace, values, valueFiles, replacesOwn, document, by }: ChartRelease,
): Document[] {
  const { tree } = side.sources;
  const umbrella = umbrellaCharts(tree).find(
    ({ file }) => file === tree.files.get(posix.join(folder, 'Chart.yaml'))?.documents[0]?.file,
  );
  const { dependencies, values: own } = record(umbrella?.manifest);
  const files = valueFiles.flatMap((path) => tree.files.get(path) ?? []).map(valueIn);
  const clusters = dependencyClusters(dependencies, {
    name,
    namespace,
    values: [...(replacesOwn ? [] : [own]), ...files, ...values],
  });
  const appliedBy = by && { appliedBy: by };
  return clusters.map((manifest) => ({ manifest, file: document.file, document: 0, ...appliedBy }));
}
