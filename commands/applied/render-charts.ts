import { posix } from 'node:path';
import type { FileTree } from '../../manifests/applied/file-tree';
import { isMissed } from '../../manifests/applied/missed-charts';
import { type ChartRelease, chartReleasesIn } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { OPERATOR_CHART, PLUGIN_CHART } from '../../manifests/argo/argo';
import type { Document } from '../../manifests/object/document';
import { UsageError } from '../cli/usage-error';
import { type RenderedChart, renderChart } from './render-chart';
import type { RenderOptions, Wanted } from './rendering';
import { someAtATime } from './some-at-a-time';
import { findTools } from './tools';

/** A release of a chart, and what it applies, or why that is not known. */
export interface RenderedRelease {
  readonly release: ChartRelease;
  readonly root: Root;
}

/** The charts that objects install, and those of the repository that nobody installs. */
export function chartReleases(objects: readonly Document[], tree: FileTree): ChartRelease[] {
  const releases = onlyOnce(chartReleasesIn(objects, tree));
  const installed = new Set(releases.flatMap(({ folder }) => folder ?? []));
  return [
    ...releases,
    ...tree.charts.filter((folder) => !installed.has(folder)).map((each) => uninstalled(each, tree)),
  ];
}

/**
 * The releases of charts, each as a root. Without Helm there are none of charts in the repository.
 * @param known - what was rendered before, and will not be again
 */
export async function renderReleases(
  objects: readonly Document[],
  tree: FileTree,
  { render, allowNetwork, tools: { helm } = findTools(), progress }: RenderOptions,
  wanted: Pick<Wanted, 'release' | 'home'>,
  known = new Map<string, RenderedChart>(),
): Promise<RenderedRelease[]> {
  const releases = chartReleases(objects, tree).filter(wanted.release);
  if (render === 'always' && helm === undefined && releases.length > 0) {
    throw new UsageError('--render always: helm is not in PATH');
  }
  let begun = 0;
  const rendered = await someAtATime(releases, async (release): Promise<Partial<Root> | undefined> => {
    const isLocal = release.folder !== undefined;
    begun += 1;
    if (!isLocal && (!allowNetwork || release.repository === undefined)) {
      const elsewhere = [`chart ${release.chart ?? release.name}`];
      if (isProgram(release)) return undefined;
      return isMissed(release, objects) ? { remote: elsewhere } : { unmissed: elsewhere };
    }
    if (release.hasOtherValues) return { unseen: ['some values of its chart are not in the repository'] };
    if (release.replacesOwn) return { unseen: [OWN_VALUES] };
    if (render === 'never' || helm === undefined) return undefined;
    progress?.(`rendering chart ${begun} of ${releases.length}: ${release.folder ?? release.chart ?? release.name} …`);
    const made = known.get(keyIn(release)) ?? (await renderChart(release, wanted.home(), helm));
    known.set(keyIn(release), made);
    return 'failed' in made ? { unseen: [`helm template fails: ${made.failed}`] } : { documents: made.documents };
  });
  return releases.flatMap((release, i) => {
    const seen = rendered[i];
    return seen === undefined ? [] : { release, root: rootOf(release, seen) };
  });
}

const OWN_VALUES = 'its valuesFiles take the place of the values.yaml of its chart, which helm template reads as well';

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
