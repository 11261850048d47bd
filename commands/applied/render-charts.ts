import { posix } from 'node:path';
import type { FileTree } from '../../manifests/applied/file-tree';
import { type ChartRelease, chartReleasesIn } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import type { Document } from '../../manifests/object/document';
import { UsageError } from '../cli/usage-error';
import { type RenderedChart, renderChart } from './render-chart';
import type { RenderOptions } from './rendering';
import type { Tools } from './tools';

interface ChartOptions extends RenderOptions {
  readonly tools: Tools;
  /** What was rendered before, and will not be again. */
  readonly charted: Map<string, RenderedChart>;
}

/**
 * The charts that objects install, and those of the repository that nobody installs, each as a root. Without Helm there are none of charts
 * in the repository.
 */
export async function renderCharts(
  objects: readonly Document[],
  tree: FileTree,
  top: string,
  { render, allowNetwork, tools: { helm }, charted }: ChartOptions,
): Promise<Root[]> {
  const releases = onlyOnce(chartReleasesIn(objects, tree));
  const installed = new Set(releases.flatMap(({ folder }) => folder ?? []));
  const free = tree.charts.filter((folder) => !installed.has(folder)).map((folder) => uninstalled(folder, tree));
  if (render === 'always' && helm === undefined && releases.length + free.length > 0) {
    throw new UsageError('--render always: helm is not in PATH');
  }
  const rendered: Root[] = [];
  for (const release of [...releases, ...free]) {
    const isLocal = release.folder !== undefined;
    if (!isLocal && (!allowNetwork || release.repository === undefined)) {
      if (!isProgram(release)) rendered.push(rootOf(release, { remote: [`chart ${release.chart ?? release.name}`] }));
    } else if (render !== 'never' && helm !== undefined && !release.hasOtherValues) {
      const made = charted.get(keyIn(release)) ?? (await renderChart(release, top, helm));
      charted.set(keyIn(release), made);
      rendered.push(
        rootOf(
          release,
          'failed' in made ? { unseen: [`helm template fails: ${made.failed}`] } : { documents: made.documents },
        ),
      );
    } else if (release.hasOtherValues) {
      rendered.push(rootOf(release, { unseen: ['some values of its chart are not in the repository'] }));
    }
  }
  return rendered;
}

/** What decides what Helm makes of a chart. */
function keyIn({ document, by, ...release }: ChartRelease): string {
  return JSON.stringify([release, document.file, document.document]);
}

/** A release that is found in a file and in what a chart makes is one. */
function onlyOnce(releases: readonly ChartRelease[]): ChartRelease[] {
  return [...new Map(releases.map((release) => [keyIn(release), release] as const)).values()];
}

/** The charts of CNPG's programs hold no database: nothing is missed without them. */
function isProgram({ chart, repository }: ChartRelease): boolean {
  return [OPERATOR_CHART, PLUGIN_CHART].includes(chart ?? repository?.split('/').at(-1) ?? '');
}

function rootOf({ folder, name, document }: ChartRelease, seen: Partial<Root>): Root {
  return notSeen(folder ?? name, { files: [document.file ?? ''], ...seen });
}

/** A root of which nothing was seen but what is given. */
export function notSeen(folder: string, seen: Partial<Root>): Root {
  const nothing = { documents: [], beside: [], files: [], unseen: [], remote: [], isPartial: false };
  return { folder, isKustomization: false, resources: [], ...nothing, ...seen };
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
