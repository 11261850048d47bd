import { listedApplications, unknownSourcesOf } from '../../manifests/applied/application-sets';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import type { FileTree } from '../../manifests/applied/file-tree';
import { type Root, rootsOf, type Skip } from '../../manifests/applied/roots';
import { substitute } from '../../manifests/applied/variables';
import type { Document } from '../../manifests/object/document';
import { groupKindOf } from '../../manifests/object/manifest';
import type { RenderedChart } from './render-chart';
import { notSeen, renderReleases } from './render-charts';
import { asRead, renderRoots, withChartValues } from './render-roots';
import type { RenderOptions } from './rendering';
import { findTools } from './tools';

/** How deep Applications are followed that charts make. */
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
  /** The folder from which the paths of all of these begin. */
  readonly top: string;
}

/**
 * What the roots make, and the charts that they install. A chart may make Applications, which install charts and apply folders in turn:
 * these are followed as well.
 */
export async function followed(found: Followable, options: RenderOptions): Promise<Followed> {
  const { tree, top } = found;
  const withTools = { ...options, tools: options.tools ?? findTools() };
  const wanted = { root: () => true, release: () => true, home: () => top };
  const [rooted, charted] = [new Map<string, Root>(), new Map<string, RenderedChart>()];
  let made: readonly Document[] = [];
  for (let depth = 0; ; depth += 1) {
    const { roots, skips, templates } = depth === 0 ? found : rootsOf(tree, made);
    const own = (await renderRoots(roots, withTools, wanted, rooted)).map((root) => asRead(root, tree));
    const objects = [...own.flatMap(({ documents }) => documents), ...made];
    const rendered = (await renderReleases(objects, tree, withTools, wanted, charted)).map(({ root }) => root);
    const charts = rendered.map((root) =>
      withChartValues({ ...root, documents: root.documents.map(withUnknown) }, tree),
    );
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

/** With what of the values went into it as a variable, or is looked up later. */
function withUnknown(document: Document): Document {
  if (document.manifest === undefined) return document;
  const { manifest, unknown } = substitute(document.manifest, undefined);
  return { ...document, manifest, ...(unknown.length > 0 && { unknown }) };
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
