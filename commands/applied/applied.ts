import { existsSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { installedByTemplates } from '../../manifests/applied/appliers';
import { valuesInFiles } from '../../manifests/applied/chart-values';
import { FileTree, type TreeFile } from '../../manifests/applied/file-tree';
import { type Root, rootsOf, type Skip } from '../../manifests/applied/roots';
import { umbrellaCharts } from '../../manifests/applied/umbrella-charts';
import { worldsOf } from '../../manifests/applied/worlds';
import type { Document } from '../../manifests/object/document';
import type { Violation } from '../../manifests/object/violation';
import type { Together } from '../../rules/engine/judge-applied';
import { DIST } from '../../rules/folders/argo-folders';
import { withMissingPaths } from '../../rules/folders/missing-paths';
import { helmTemplate } from '../../rules/folders/unread-sources';
import type { Read } from '../validate/plain';
import { followed } from './followed';
import { notApplied, notRendered, ofFile, shownFolder } from './not-rendered';
import { asRead, renderRoots } from './render-roots';
import type { RenderOptions, Wanted } from './rendering';
import { unappliedAmong } from './unapplied';

export interface Found {
  readonly worlds: readonly Together[];
  /** The folders by which the worlds differ; none if there is only one. */
  readonly environments: readonly string[];
  /** Objects that nobody in the repository applies. */
  readonly unapplied: readonly Document[];
  /** Values of charts that are no objects, and say what becomes of them. */
  readonly values: readonly Document[];
  readonly skips: readonly Skip[];
  /** What could not be seen, once a root. */
  readonly unseen: readonly Violation[];
}

/** What of some files is applied, before any tool is asked. */
export interface AppliedSources {
  readonly tree: FileTree;
  readonly roots: readonly Root[];
  readonly skips: readonly Skip[];
  /** Folders of charts, and files, with templates that only Helm can fill in. */
  readonly templates: readonly string[];
  /** Applications that charts make. @default - none was made */
  readonly made?: readonly Document[];
  /** The repositories that the sources are in. */
  readonly repositories: readonly string[];
  /** The folder from which the paths of all of these begin. */
  readonly top: string;
  readonly extent: 'all' | 'given';
  /** Where a tool finds the repository. */
  readonly home: () => string;
  /** The name that the user sees of a path. */
  readonly named: (path: string) => string;
}

export function appliedSources(files: readonly Read[], sources: readonly string[]): AppliedSources {
  const folders = sources.filter((source) => source !== '-').map((source) => resolve(source));
  const repositories = folders.map(repositoryOf);
  const top = commonFolder(repositories);
  const isAll =
    folders.length > 0 && folders.every((folder, i) => folder === repositories[i] || basename(folder) === DIST);
  const below = (path: string) => relative(top, path).split(sep).join('/') || '.';
  const names = new Map<string, string>();
  const inside = files.map(({ name, at = name, ...file }): TreeFile => {
    const path = below(resolve(at));
    names.set(path, name);
    return { ...file, path };
  });
  const tree = new FileTree(inside, [...new Set([...repositories, ...folders].map(below))]);
  const named = (path: string) => names.get(path) ?? path;
  return { tree, ...rootsOf(tree), repositories, top, extent: isAll ? 'all' : 'given', home: () => top, named };
}

/** The roots with what only a tool can say of them. */
export async function renderedRoots(
  { tree, roots }: AppliedSources,
  options: RenderOptions,
  wanted: Pick<Wanted, 'root' | 'home'>,
  known: Map<string, Root>,
): Promise<Root[]> {
  return (await renderRoots(roots, options, wanted, known)).map((root) => asRead(root, tree));
}

/** Finds what of these files will be applied, and renders what only a tool can. */
export async function findApplied(
  files: readonly Read[],
  sources: readonly string[],
  options: RenderOptions,
): Promise<Found> {
  const found = appliedSources(files, sources);
  const { tree, extent, named } = found;
  const { roots, skips, templates: left } = await followed(found, options);
  const rendered = checkedPaths(roots, found);
  options.progress?.('');
  const umbrellas = umbrellaCharts(tree);
  const leftOut = unappliedAmong({ ...found, roots: rendered, templates: left });
  const worlds = worldsOf(rendered.filter((root) => !leftOut.has(root)));
  return {
    environments: worlds.length > 1 ? worlds.flatMap(({ rivals: [first] }) => first?.folder ?? []) : [],
    worlds: worlds.map(({ roots: members, isWhole }) => ({
      documents: members.flatMap(({ documents }) => documents),
      beside: [...members.flatMap(({ beside }) => beside), ...umbrellas],
      seen: isWhole && left.length === 0 ? extent : ('part' as const),
    })),
    unapplied: [...leftOut].flatMap(({ documents }) => documents),
    values: valuesInFiles(tree),
    skips: skips.map(({ file, why }) => ({ file: named(file), why })),
    unseen: [
      ...notRendered(rendered, found),
      ...notApplied([...leftOut], found),
      ...left.map((path) =>
        ofFile(
          named(tree.charts.includes(path) ? posix.join(path, 'Chart.yaml') : path),
          helmTemplate('info', left.length > 1 ? 'CHART' : shownFolder(path, found), installedByTemplates(path, tree)),
        ),
      ),
    ],
  };
}

/** With what Flux will say of paths that are not in the repository. */
function checkedPaths(roots: readonly Root[], { tree, repositories }: AppliedSources): Root[] {
  const has = (folder: string) =>
    tree.folderNamed(folder) !== undefined || repositories.some((each) => existsSync(join(each, folder)));
  const checked = withMissingPaths(
    roots.flatMap(({ documents }) => documents),
    { names: tree.folders, has },
  );
  let next = 0;
  return roots.map((root) => {
    next += root.documents.length;
    return { ...root, documents: checked.slice(next - root.documents.length, next) };
  });
}

/** The folder of the repository that a folder is in; the folder itself if it is in none. */
function repositoryOf(source: string): string {
  for (let folder = source; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return source;
  }
}

function commonFolder([first = process.cwd(), ...others]: readonly string[]): string {
  let common = first;
  while (others.some((other) => other !== common && !other.startsWith(`${common}${sep}`))) common = dirname(common);
  return common;
}
