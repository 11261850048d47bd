import {
  directoriesOf,
  filesOf,
  generatedApplications,
  isDirectory,
  patternsOf,
  valueFilesOf,
} from '../../manifests/applied/application-sets';
import { type FileTree, isKustomizationFile, type TreeFile, textIn } from '../../manifests/applied/file-tree';
import type { Root } from '../../manifests/applied/roots';
import { writtenSources } from '../../manifests/argo/argo';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import type { Document } from '../../manifests/object/document';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import type { AppliedSide } from './applied-side';
import { isDatabaseChart, isOfDatabase } from './database-charts';
import { type AppliedSides, COMPARED } from './unseen-changes';

/** ApplicationSets that changed, or whose generators read what changed, and whose Applications only Argo CD knows. */
export function unseenSets(
  { before, after }: AppliedSides,
  roots: { readonly before: readonly Root[]; readonly after: readonly Root[] },
): string[] {
  const [old, next] = [before && openSets(before, roots.before), openSets(after, roots.after)];
  return [...new Set([...(old?.keys() ?? []), ...next.keys()])].flatMap((key) => {
    const [was, is] = [old?.get(key), next.get(key)];
    const set = is ?? was;
    if (set === undefined || was?.digest === is?.digest) return [];
    const { manifest } = set;
    const how = isOfChart(manifest)
      ? `, and helm template of what that installs, ${COMPARED}`
      : ' on both sides, then plan its folders';
    return [
      `${manifestName(manifest)} changed, or what its generators read: only they know what it applies. To see it: argocd appset generate FILE${how}`,
    ];
  });
}

function isOfChart(set: Manifest): boolean {
  return writtenSources(at(set, 'spec.template.spec')).some(({ chart }) => text(chart) !== undefined);
}

interface OpenSet {
  readonly manifest: Manifest;
  /** What decides which Applications there are, as far as it is in the repository. */
  readonly digest: string;
}

function openSets(side: AppliedSide, roots: readonly Root[]): ReadonlyMap<string, OpenSet> {
  const { tree } = side.sources;
  const sets = roots.flatMap(({ documents }) => documents).filter((each) => isOpen(each, tree));
  // Each text is looked into once, however many sets there are.
  const databases = sets.length === 0 ? [] : [...tree.files.values()].filter((file) => isOfDatabase(textIn(file)));
  return new Map(
    sets.flatMap(({ manifest, file }) => {
      if (manifest === undefined || !mayHoldDatabase(manifest, tree, databases)) return [];
      const read = [...filesOf(manifest, tree), ...valueFilesOf(manifest, tree)].map((path) => {
        const content = tree.files.get(path);
        return [side.keyOf(side.pathOf(path)), content && textIn(content)];
      });
      const directories = isOfDirectories(manifest) ? [] : directoriesOf(manifest, tree);
      const found = directories.map((path) => side.keyOf(side.pathOf(path)));
      const digest = JSON.stringify([manifest.spec, read, found]);
      return [[`${manifestName(manifest)}\n${side.keyOfName(file ?? '')}`, { manifest, digest }] as const];
    }),
  );
}

/** Whether something of its Applications is known to Argo CD alone. */
function isOpen(document: Document, tree: FileTree): boolean {
  const { manifest } = document;
  if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return false;
  const known = generatedApplications(document, tree);
  return known === undefined || JSON.stringify(known.map((each) => each.manifest?.spec)).includes('{{');
}

/** Whether it applies the directories that it has found, and nothing else: what is in them is planned. */
function isOfDirectories(set: Manifest): boolean {
  return writtenSources(at(set, 'spec.template.spec')).every(
    ({ path, chart }) => text(chart) === undefined && isDirectory(text(path) ?? ''),
  );
}

/** Whether a folder or a chart of its template may make one, as far as the names go before what is filled in. */
function mayHoldDatabase(set: Manifest, tree: FileTree, databases: readonly TreeFile[]): boolean {
  return writtenSources(at(set, 'spec.template.spec')).some(({ path, chart }) => {
    if (text(chart) !== undefined) return text(chart) === CLUSTER_CHART || text(chart)?.includes('{{') === true;
    const folder = text(path);
    if (folder === undefined) return false;
    const chartFolder = tree.folderNamed(folder);
    if (chartFolder !== undefined && tree.charts.includes(chartFolder)) return isDatabaseChart(chartFolder, tree);
    const named = isDirectory(folder)
      ? patternsOf(set, 'git.directories').map((each) => text(each.path) ?? '')
      : [folder];
    const heads = named.map((each) => each.replace(/^\.?\//, '').replace(/(?:\{\{|[*?[]).*$/s, ''));
    const isBelow = (file: TreeFile) => heads.some((head) => file.path.startsWith(head));
    if (databases.some(isBelow)) return true;
    // An overlay may take it from a base elsewhere.
    return databases.length > 0 && [...tree.files.values()].some((file) => isBelow(file) && reachesOut(file));
  });
}

function reachesOut(file: TreeFile): boolean {
  return isKustomizationFile(file.path) && textIn(file).includes('../');
}
