import { generatedApplications, unknownSourcesOf } from '../../manifests/applied/application-sets';
import { APPLIER_KINDS, installedByTemplates } from '../../manifests/applied/appliers';
import type { FileTree } from '../../manifests/applied/file-tree';
import { type AppliedForm, formsIn, type MadeObjects, NOTHING_MADE } from '../../manifests/applied/made';
import { completed, type Root, rootsOf, type Skip } from '../../manifests/applied/roots';
import { withValues } from '../../manifests/applied/values';
import { substitute } from '../../manifests/applied/variables';
import type { Document } from '../../manifests/object/document';
import { groupKindOf } from '../../manifests/object/manifest';
import type { RenderedChart } from './render-chart';
import { notSeen, renderReleases } from './render-charts';
import { renderRoots, withChartValues } from './render-roots';
import type { RenderOptions, Wanted } from './rendering';
import { findTools } from './tools';

/** How deep Applications are followed that charts make, and what kustomize makes of them. */
const DEEPEST = 5;

export interface Followed {
  readonly roots: readonly Root[];
  readonly skips: readonly Skip[];
  /** Charts and files with templates that nobody has filled in. */
  readonly templates: readonly string[];
}

/** What of some files is applied before any tool is asked. */
interface Followable extends Followed {
  readonly tree: FileTree;
  /** Where a tool finds the repository. */
  readonly home: () => string;
}

/** What was rendered before, and will not be again. */
export interface RenderCache {
  readonly roots: Map<string, Root>;
  readonly charts: Map<string, RenderedChart>;
}

/**
 * What the roots make, and the charts that they install. A chart may make Applications, which install charts and apply folders in turn, and
 * kustomize may change them: these are followed as well.
 */
export async function followed(found: Followable, options: RenderOptions): Promise<Followed> {
  const { tree, home } = found;
  const wanted = { root: () => true, release: () => true, home };
  const { own, charts, skips, templates, isDone } = await lastRound(found, options, wanted);
  const left = templates.filter((path) => !charts.some(({ folder }) => folder === path));
  const all = [...own, ...(isDone ? charts : charts.map(tooDeep))];
  return { roots: [...all, ...all.flatMap((root) => ofGenerators(root, tree))], skips, templates: left };
}

/**
 * What is applied, before any tool is asked for what it makes: only what makes or changes Applications and Kustomizations is rendered, to know
 * which they are.
 */
export async function appliersFollowed(
  found: Followable,
  options: RenderOptions,
  rendered: RenderCache,
): Promise<Followed & { readonly made: readonly Document[] }> {
  const { tree, home } = found;
  const wanted: Wanted = {
    root: ({ isPartial, documents }) => isPartial && documents.some(isApplier),
    release: ({ folder }) => folder !== undefined && makesAppliers(folder, tree),
    home,
  };
  const { roots, skips, templates, made } = await lastRound(found, options, wanted, rendered);
  return { roots, skips, templates, made: made.others };
}

/** Whether the templates of a chart of the repository make what applies something in turn. */
export function makesAppliers(folder: string, tree: FileTree): boolean {
  return installedByTemplates(folder, tree).some((kind) => !kind.startsWith('chart '));
}

async function lastRound(
  found: Followable,
  options: RenderOptions,
  wanted: Wanted,
  rendered: RenderCache = { roots: new Map(), charts: new Map() },
) {
  const { tree } = found;
  const withTools = { ...options, tools: options.tools ?? findTools() };
  let made = NOTHING_MADE;
  for (let depth = 0; ; depth += 1) {
    const { roots, skips, templates } = depth === 0 ? found : rootsOf(tree, made);
    const complete = (await renderRoots(roots, withTools, wanted, rendered.roots)).map(completed);
    const own = complete.map((root) => withChartValues(root, tree));
    const objects = [...own.flatMap(({ documents }) => documents), ...made.others];
    const releases = await renderReleases(objects, tree, withTools, wanted, rendered.charts);
    const charts = releases.map(({ root }) =>
      withChartValues({ ...root, documents: root.documents.map(withUnknown) }, tree),
    );
    const next: MadeObjects = { forms: formsIn(complete, tree), others: appliersIn(own, charts, tree) };
    const isDone = isSame(made, next);
    if (isDone || depth === DEEPEST) return { roots, own, charts, skips, templates, made, isDone };
    made = next;
  }
}

function isSame(one: MadeObjects, other: MadeObjects): boolean {
  const identities = ({ forms, others }: MadeObjects) => new Set([...forms, ...others].map(identityIn));
  const [old, next] = [identities(one), identities(other)];
  return old.size === next.size && [...next].every((each) => old.has(each));
}

/** With what of the values went into it as a variable, or is looked up later. */
function withUnknown(document: Document): Document {
  if (document.manifest === undefined) return document;
  const { manifest, unknown } = substitute(document.manifest, undefined);
  return { ...document, manifest, ...(unknown.length > 0 && { unknown }) };
}

/** What charts make that applies something in turn, and the Applications of ApplicationSets, each once. */
function appliersIn(own: readonly Root[], charts: readonly Root[], tree: FileTree): Document[] {
  const made = charts.flatMap(({ documents }) => documents);
  const appliers = made.filter(isApplier);
  const sets = [...own.flatMap(({ documents }) => documents), ...appliers];
  const generated = sets.flatMap((each) => generatedApplications(each, tree) ?? []);
  const all = [...appliers, ...generated.map((each) => withValues(each, [], tree))];
  return [...new Map(all.map((each) => [identityIn(each), each] as const)).values()];
}

function isApplier({ manifest }: Document): boolean {
  return manifest !== undefined && APPLIER_KINDS.includes(groupKindOf(manifest));
}

function identityIn({ manifest, ...document }: Document | AppliedForm): string {
  return JSON.stringify([manifest, 'home' in document ? document.home : '']);
}

function tooDeep(root: Root): Root {
  if (!root.documents.some(isApplier)) return root;
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
