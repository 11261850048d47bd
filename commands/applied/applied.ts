import { existsSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { FileTree, type TreeFile } from '../../manifests/applied/file-tree';
import { completed, type Root, rootsOf, type Skip } from '../../manifests/applied/roots';
import { umbrellaCharts } from '../../manifests/applied/umbrella-charts';
import { withValues } from '../../manifests/applied/values';
import { worldsOf } from '../../manifests/applied/worlds';
import type { Finding, Violation } from '../../manifests/object/violation';
import type { Together } from '../../rules/engine/judge-applied';
import { DIST } from '../../rules/folders/argo-folders';
import { helmTemplate, rootNotRendered } from '../../rules/folders/unread-sources';
import { UsageError } from '../cli/usage-error';
import type { Read } from '../validate/plain';
import { renderReleases } from './render-charts';
import { renderFlux } from './render-flux';
import { renderRoot } from './render-root';
import type { RenderOptions, Wanted } from './rendering';
import { someAtATime } from './some-at-a-time';
import { findTools, type Tools } from './tools';

export interface Found {
  readonly worlds: readonly Together[];
  /** The folders by which the worlds differ; none if there is only one. */
  readonly environments: readonly string[];
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
  /** The folder from which the paths of all of these begin. */
  readonly top: string;
  readonly extent: 'all' | 'given';
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
  return { tree, ...rootsOf(tree), top, extent: isAll ? 'all' : 'given', named };
}

/** The roots with what only a tool can say of them. */
export async function renderedRoots(
  { tree, roots, top }: AppliedSources,
  options: RenderOptions,
  wanted: Pick<Wanted, 'root' | 'home'> = { root: () => true, home: () => top },
): Promise<Root[]> {
  return (await renderAll(roots, options, wanted)).map((root) => asRead(root, tree));
}

/** A root with what is added by who applies it, and with the values of charts. */
export function asRead(root: Root, tree: FileTree): Root {
  return valued(completed(root), tree);
}

/** Finds what of these files will be applied, and renders what only a tool can. */
export async function findApplied(
  files: readonly Read[],
  sources: readonly string[],
  options: RenderOptions,
): Promise<Found> {
  const found = appliedSources(files, sources);
  const { tree, skips, templates, extent, named } = found;
  const roots = await renderedRoots(found, options);
  const wanted = { release: () => true, home: () => found.top };
  const charts = (await renderReleases(roots, tree, options, wanted)).map(({ root }) => root);
  options.progress?.('');
  const rendered = [...roots, ...charts];
  const umbrellas = umbrellaCharts(tree);
  const left = templates.filter((path) => !charts.some(({ folder }) => folder === path));
  const worlds = worldsOf(rendered);
  return {
    environments: worlds.length > 1 ? worlds.flatMap(({ rivals: [first] }) => first?.folder ?? []) : [],
    worlds: worlds.map(({ roots: members, isWhole }) => ({
      documents: members.flatMap(({ documents }) => documents),
      beside: [...members.flatMap(({ beside }) => beside), ...umbrellas],
      seen: isWhole && left.length === 0 ? extent : ('part' as const),
    })),
    skips: skips.map(({ file, why }) => ({ file: named(file), why })),
    unseen: [
      ...rendered.flatMap((root) => notRendered(named(root.files[0] ?? root.folder), root)),
      ...left.map((path) =>
        ofFile(named(tree.charts.includes(path) ? posix.join(path, 'Chart.yaml') : path), helmTemplate('info')),
      ),
    ],
  };
}

/** With the values of charts where they are installed. */
function valued(root: Root, tree: FileTree): Root {
  const around = [...root.documents, ...root.beside];
  return { ...root, documents: root.documents.map((document) => withValues(document, around, tree)) };
}

async function renderAll(
  roots: readonly Root[],
  options: RenderOptions,
  wanted: Pick<Wanted, 'root' | 'home'>,
): Promise<Root[]> {
  const { render, allowNetwork, tools = findTools(), progress } = options;
  if (render === 'never') return [...roots];
  if (render === 'always' && tools.kustomize === undefined && roots.some(({ isKustomization }) => isKustomization)) {
    throw new UsageError('--render always: neither kustomize nor kubectl is in PATH');
  }
  const asked = roots
    .filter((root) => wanted.root(root) && (allowNetwork || root.remote.length === 0))
    .map((root) => ({ root, by: askedFor(root, tools, render === 'always') }))
    .filter(({ by }) => by.flux !== undefined || by.kustomize !== undefined);
  let begun = 0;
  const made = await someAtATime(asked, ({ root, by }) => {
    begun += 1;
    progress?.(`rendering ${begun} of ${asked.length}: ${root.folder} …`);
    return renderOne(root, wanted.home(), by);
  });
  const rendered = new Map(asked.map(({ root }, i) => [root, made[i] ?? root]));
  return roots.map((root) => rendered.get(root) ?? root);
}

/** Who is asked for a root: Flux for what it applies, if it is there; kustomize where Flux cannot say it. Nobody where all is seen. */
function askedFor(
  { application, isPartial, isKustomization }: Root,
  { flux, kustomize }: Tools,
  isAlways: boolean,
): Pick<Tools, 'flux' | 'kustomize'> {
  const variables = application?.variables;
  const isReplacing = variables !== undefined && !variables.hasMore;
  const isOfFlux = application?.by.engine === 'Flux' && (isPartial || isReplacing || isAlways);
  const isWanted = isPartial || (isAlways && isKustomization);
  return { flux: isOfFlux ? flux : undefined, kustomize: isWanted ? kustomize : undefined };
}

async function renderOne(
  root: Root,
  top: string,
  { flux, kustomize }: Pick<Tools, 'flux' | 'kustomize'>,
): Promise<Root> {
  const made = flux === undefined ? undefined : await renderFlux(root, top, flux);
  return made ?? (kustomize === undefined ? root : renderRoot(root, top, kustomize));
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

function notRendered(file: string, { unseen, remote }: Root): Violation[] {
  const reasons = [...new Set([...unseen, ...remote.map((name) => `${name} needs the network`)])];
  return reasons.length === 0 ? [] : [ofFile(file, rootNotRendered(reasons, remote.length > 0))];
}

/** A finding about a file, and no object in it. */
function ofFile(file: string, { rule, layer, severity, path, message, fix }: Finding): Violation {
  const nobody = { kind: null, namespace: null, name: null };
  return { rule, layer, severity, ...nobody, path, message, fix, file, document: null };
}
