import { posix } from 'node:path';
import type { FileTree } from '../../manifests/applied/file-tree';
import { type ChartRelease, chartReleasesIn } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import type { Document } from '../../manifests/object/document';
import { UsageError } from '../cli/usage-error';
import { renderChart } from './render-chart';
import type { RenderOptions } from './rendering';
import { someAtATime } from './some-at-a-time';
import { findTools } from './tools';

/**
 * The charts that are installed by what the roots apply, and those of the repository that nobody installs, each as a root. Without Helm
 * there are none of charts in the repository.
 */
export async function renderCharts(
  roots: readonly Root[],
  tree: FileTree,
  top: string,
  { render, allowNetwork, tools: { helm } = findTools(), progress }: RenderOptions,
): Promise<Root[]> {
  const releases = chartReleasesIn(
    roots.flatMap(({ documents }) => documents),
    tree,
  );
  const installed = new Set(releases.flatMap(({ folder }) => folder ?? []));
  const free = tree.charts.filter((folder) => !installed.has(folder)).map((folder) => uninstalled(folder, tree));
  if (render === 'always' && helm === undefined && releases.length + free.length > 0) {
    throw new UsageError('--render always: helm is not in PATH');
  }
  const all = [...releases, ...free];
  let begun = 0;
  const rendered = await someAtATime(all, async (release): Promise<Root[]> => {
    const isLocal = release.folder !== undefined;
    begun += 1;
    if (!isLocal && (!allowNetwork || release.repository === undefined)) {
      return isProgram(release) ? [] : [rootOf(release, { remote: [`chart ${release.chart ?? release.name}`] })];
    }
    if (release.hasOtherValues)
      return [rootOf(release, { unseen: ['some values of its chart are not in the repository'] })];
    if (render === 'never' || helm === undefined) return [];
    progress?.(`rendering chart ${begun} of ${all.length}: ${release.folder ?? release.chart ?? release.name} …`);
    const made = await renderChart(release, top, helm);
    return [
      rootOf(
        release,
        'failed' in made ? { unseen: [`helm template fails: ${made.failed}`] } : { documents: made.documents },
      ),
    ];
  });
  return rendered.flat();
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
