import { listedApplications, unknownSourcesOf } from '../../manifests/applied/application-sets';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import type { FileTree } from '../../manifests/applied/file-tree';
import { completed, type Root, rootsOf, type Skip } from '../../manifests/applied/roots';
import { withValues } from '../../manifests/applied/values';
import { substitute } from '../../manifests/applied/variables';
import type { Document } from '../../manifests/object/document';
import { groupKindOf } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';
import type { RenderedChart } from './render-chart';
import { notSeen, renderCharts } from './render-charts';
import { renderFlux } from './render-flux';
import { renderRoot } from './render-root';
import type { RenderOptions } from './rendering';
import { findTools, type Tools } from './tools';

/** How deep Applications are followed that charts make. */
const DEEPEST = 5;

export interface Followed {
  readonly roots: readonly Root[];
  readonly skips: readonly Skip[];
  /** Charts and files with templates that nobody has filled in. */
  readonly templates: readonly string[];
}

/**
 * What the roots make, and the charts that they install. A chart may make Applications, which install charts and apply folders in turn:
 * these are followed as well.
 */
export async function followed(tree: FileTree, top: string, options: RenderOptions): Promise<Followed> {
  const { render, tools = findTools() } = options;
  const once = rootsOnce(top, options, tools);
  const charted = new Map<string, RenderedChart>();
  let made: readonly Document[] = [];
  for (let depth = 0; ; depth += 1) {
    const { roots, skips, templates } = rootsOf(tree, made);
    if (render === 'always' && tools.kustomize === undefined && roots.some(({ isKustomization }) => isKustomization)) {
      throw new UsageError('--render always: neither kustomize nor kubectl is in PATH');
    }
    const own: Root[] = [];
    for (const root of roots) own.push(valued(completed(await once(root)), tree));
    const objects = [...own.flatMap(({ documents }) => documents), ...made];
    const rendered = await renderCharts(objects, tree, top, { ...options, tools, charted });
    const charts = rendered.map((root) => valued({ ...root, documents: root.documents.map(withUnknown) }, tree));
    const left = templates.filter((path) => !charts.some(({ folder }) => folder === path));
    const next = appliersIn(own, charts);
    const known = new Set(made.map(identityIn));
    const isDone = next.every((each) => known.has(identityIn(each)));
    if (isDone || depth === DEEPEST) {
      const all = [...own, ...(isDone ? charts : charts.map(tooDeep))];
      return { roots: [...all, ...all.flatMap((root) => ofGenerators(root, tree))], skips, templates: left };
    }
    made = next;
  }
}

/** Each root is rendered once, however often it is come by. */
function rootsOnce(top: string, { render, allowNetwork }: RenderOptions, tools: Tools) {
  const known = new Map<string, Root>();
  return async (root: Root): Promise<Root> => {
    if (render === 'never' || (!allowNetwork && root.remote.length > 0)) return root;
    const key = JSON.stringify([root.folder, root.application?.by.manifest, root.application?.options]);
    const made = known.get(key) ?? (await renderOne(root, top, tools, render === 'always'));
    known.set(key, made);
    return made;
  };
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

/** With what of the values went into it as a variable, or is looked up later. */
function withUnknown(document: Document): Document {
  if (document.manifest === undefined) return document;
  const { manifest, unknown } = substitute(document.manifest, undefined);
  return { ...document, manifest, ...(unknown.length > 0 && { unknown }) };
}

/** With the values of charts where they are installed. */
function valued(root: Root, tree: FileTree): Root {
  const around = [...root.documents, ...root.beside];
  return { ...root, documents: root.documents.map((document) => withValues(document, around, tree)) };
}

/** What charts make that applies something in turn, and the Applications of ApplicationSets, each once. */
function appliersIn(own: readonly Root[], charts: readonly Root[]): Document[] {
  const made = charts.flatMap(({ documents }) => documents);
  const appliers = made.filter(({ manifest }) => manifest && APPLIER_KINDS.includes(groupKindOf(manifest)));
  const sets = [...own.flatMap(({ documents }) => documents), ...appliers];
  const all = [...appliers, ...sets.flatMap((each) => listedApplications(each) ?? [])];
  return [...new Map(all.map((each) => [identityIn(each), each] as const)).values()];
}

function identityIn({ manifest }: Document): string {
  return JSON.stringify(manifest);
}

function tooDeep(root: Root): Root {
  if (appliersIn([], [root]).length === 0) return root;
  return { ...root, unseen: [...root.unseen, `Applications that make Applications are followed ${DEEPEST} times`] };
}

/** What the ApplicationSets of a root apply, as far as only their generators know it. */
function ofGenerators({ documents }: Root, tree: FileTree): Root[] {
  return documents.flatMap((document) => {
    const { manifest, file } = document;
    const sources = unknownSourcesOf(document, tree);
    if (sources.length === 0 || file === null) return [];
    const reason = `only its generators know what ApplicationSet ${manifest?.metadata.name} makes of ${sources.join(', ')}`;
    return [notSeen(file, { files: [file], unseen: [reason] })];
  });
}
