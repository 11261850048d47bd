import { posix } from 'node:path';
import type { FileTree } from '../../manifests/applied/file-tree';
import { type ChartRelease, chartReleasesIn } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import type { Document } from '../../manifests/object/document';
import { UsageError } from '../cli/usage-error';
import { renderChart } from './render-chart';
import type { RenderOptions, Wanted } from './rendering';
import { someAtATime } from './some-at-a-time';
import { findTools } from './tools';

/** A release of a chart, and what it applies, or why that is not known. */
export interface RenderedRelease {
  readonly release: ChartRelease;
  readonly root: Root;
}

/** The charts that are installed by what the roots apply, and those of the repository that nobody installs. */
export function chartReleases(roots: readonly Root[], tree: FileTree): ChartRelease[] {
  const releases = chartReleasesIn(
    roots.flatMap(({ documents }) => documents),
    tree,
  );
  const installed = new Set(releases.flatMap(({ folder }) => folder ?? []));
  return [
    ...releases,
    ...tree.charts.filter((folder) => !installed.has(folder)).map((each) => uninstalled(each, tree)),
  ];
}

/** The releases of charts, each as a root. Without Helm there are none of charts in the repository. */
export async function renderReleases(
  roots: readonly Root[],
  tree: FileTree,
  { render, allowNetwork, tools: { helm } = findTools(), progress }: RenderOptions,
  wanted: Pick<Wanted, 'release' | 'home'>,
): Promise<RenderedRelease[]> {
  const releases = chartReleases(roots, tree).filter(wanted.release);
  if (render === 'always' && helm === undefined && releases.length > 0) {
    throw new UsageError('--render always: helm is not in PATH');
  }
  let begun = 0;
  const rendered = await someAtATime(releases, async (release): Promise<Partial<Root> | undefined> => {
    const isLocal = release.folder !== undefined;
    begun += 1;
    if (!isLocal && (!allowNetwork || release.repository === undefined)) {
      return isProgram(release) ? undefined : { remote: [`chart ${release.chart ?? release.name}`] };
    }
    if (release.hasOtherValues) return { unseen: ['some values of its chart are not in the repository'] };
    if (render === 'never' || helm === undefined) return undefined;
    progress?.(`rendering chart ${begun} of ${releases.length}: ${release.folder ?? release.chart ?? release.name} …`);
    const made = await renderChart(release, wanted.home(), helm);
    return 'failed' in made ? { unseen: [`helm template fails: ${made.failed}`] } : { documents: made.documents };
  });
  return releases.flatMap((release, i) => {
    const seen = rendered[i];
    return seen === undefined ? [] : { release, root: rootOf(release, seen) };
  });
}

/** The charts of CNPG's programs hold no database: nothing is missed without them. */
function isProgram({ chart, repository }: ChartRelease): boolean {
  return [OPERATOR_CHART, PLUGIN_CHART].includes(chart ?? repository?.split('/').at(-1) ?? '');
}

function rootOf({ folder, name, document }: ChartRelease, seen: Partial<Root>): Root {
  return {
    folder: folder ?? name,
    isKustomization: false,
    resources: [],
    documents: [],
    beside: [],
    files: [document.file ?? ''],
    unseen: [],
    remote: [],
    isPartial: false,
    ...seen,
  };
}

/** A chart with the values that it has by itself. */
function uninstalled(folder: string, tree: FileTree): ChartRelease {
  const own = tree.files.get(posix.join(folder, 'Chart.yaml'))?.documents[0];
  const document: Document = { file: own?.file ?? folder, document: 0, ...(own?.place && { place: own.place }) };
  return {
    // The root of a repository has no name, and a release needs one.
    ...{
      name: folder === '.' ? 'chart' : posix.basename(folder),
      namespace: undefined,
      folder,
      chart: undefined,
      repository: undefined,
    },
    ...{ version: undefined, values: [], valueFiles: [], hasOtherValues: false, path: '', document },
  };
}
