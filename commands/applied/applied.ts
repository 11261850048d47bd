import { existsSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path';
import { FileTree, type TreeFile } from '../../manifests/applied/file-tree';
import { completed, type Root, rootsOf, type Skip } from '../../manifests/applied/roots';
import { clusterChartValues, umbrellaCharts } from '../../manifests/applied/umbrella-charts';
import { withValues } from '../../manifests/applied/values';
import { worldsOf } from '../../manifests/applied/worlds';
import type { Document } from '../../manifests/object/document';
import type { Finding, Violation } from '../../manifests/object/violation';
import type { Together } from '../../rules/engine/judge-applied';
import { DIST } from '../../rules/folders/argo-folders';
import { helmTemplate, rootNotRendered } from '../../rules/folders/unread-sources';
import { UsageError } from '../cli/usage-error';
import type { Read } from '../validate/plain';
import { renderCharts } from './render-charts';
import { renderFlux } from './render-flux';
import { renderRoot } from './render-root';
import type { RenderOptions } from './rendering';
import { findTools, type Tools } from './tools';

export interface Found {
  readonly worlds: readonly Together[];
  /** Values of charts that are no objects, and say what becomes of them. */
  readonly values: readonly Document[];
  readonly skips: readonly Skip[];
  /** What could not be seen, once a root. */
  readonly unseen: readonly Violation[];
}

/** Finds what of these files will be applied, and renders what only a tool can. */
export async function findApplied(
  files: readonly Read[],
  sources: readonly string[],
  options: RenderOptions,
): Promise<Found> {
  const folders = sources.filter((source) => source !== '-').map((source) => resolve(source));
  const repositories = folders.map(repositoryOf);
  const top = commonFolder(repositories);
  const isAll =
    folders.length > 0 && folders.every((folder, i) => folder === repositories[i] || basename(folder) === DIST);
  const extent = isAll ? ('all' as const) : ('given' as const);
  const below = (path: string) => relative(top, path).split(sep).join('/') || '.';
  const names = new Map<string, string>();
  const inside = files.map(({ name, ...file }): TreeFile => {
    const path = below(resolve(name));
    names.set(path, name);
    return { ...file, path };
  });
  const tree = new FileTree(inside, [...new Set([...repositories, ...folders].map(below))]);
  const { roots, skips, templates } = rootsOf(tree);
  const own = (await renderAll(roots, top, options)).map(completed).map((root) => valued(root, tree));
  const charts = await renderCharts(own, tree, top, options);
  const rendered = [...own, ...charts];
  const umbrellas = umbrellaCharts(tree);
  const left = templates.filter((path) => !charts.some(({ folder }) => folder === path));
  const named = (path: string) => names.get(path) ?? path;
  return {
    worlds: worldsOf(rendered).map(({ roots: members, isWhole }) => ({
      documents: members.flatMap(({ documents }) => documents),
      beside: [...members.flatMap(({ beside }) => beside), ...umbrellas],
      seen: isWhole && left.length === 0 ? extent : ('part' as const),
    })),
    values: clusterChartValues(tree),
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

async function renderAll(roots: readonly Root[], top: string, options: RenderOptions): Promise<Root[]> {
  const { render, allowNetwork, tools = findTools() } = options;
  if (render === 'never') return [...roots];
  if (render === 'always' && tools.kustomize === undefined && roots.some(({ isKustomization }) => isKustomization)) {
    throw new UsageError('--render always: neither kustomize nor kubectl is in PATH');
  }
  const all: Root[] = [];
  for (const root of roots) {
    const isAllowed = allowNetwork || root.remote.length === 0;
    all.push(isAllowed ? await renderOne(root, top, tools, render === 'always') : root);
  }
  return all;
}

/** By Flux itself what it applies, if it is there; otherwise by kustomize. */
async function renderOne(root: Root, top: string, { flux, kustomize }: Tools, isAlways: boolean): Promise<Root> {
  const variables = root.application?.variables;
  const isReplacing = variables !== undefined && !variables.hasMore;
  const isOfFlux = flux !== undefined && (root.isPartial || isReplacing || isAlways);
  const made = isOfFlux ? await renderFlux(root, top, flux) : undefined;
  if (made !== undefined) return made;
  const isWanted = root.isPartial || (isAlways && root.isKustomization);
  return isWanted && kustomize ? renderRoot(root, top, kustomize) : root;
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
