import type { FileTree } from '../../manifests/applied/file-tree';
import { completed, type Root } from '../../manifests/applied/roots';
import { withValues } from '../../manifests/applied/values';
import { UsageError } from '../cli/usage-error';
import { renderFlux } from './render-flux';
import { renderRoot } from './render-root';
import type { RenderOptions, Wanted } from './rendering';
import { someAtATime } from './some-at-a-time';
import { findTools, type Tools } from './tools';

/**
 * The roots with what only a tool can say of them.
 * @param known - what was rendered before, and will not be again
 */
export async function renderRoots(
  roots: readonly Root[],
  options: RenderOptions,
  wanted: Pick<Wanted, 'root' | 'home'>,
  known = new Map<string, Root>(),
): Promise<Root[]> {
  const { render, allowNetwork, tools = findTools(), progress } = options;
  if (render === 'never') return [...roots];
  if (render === 'always' && tools.kustomize === undefined && roots.some(({ isKustomization }) => isKustomization)) {
    throw new UsageError('--render always: neither kustomize nor kubectl is in PATH');
  }
  const asked = roots
    .filter((root) => wanted.root(root) && (allowNetwork || root.remote.length === 0) && !known.has(keyOf(root)))
    .map((root) => ({ root, by: askedFor(root, tools, render === 'always') }))
    .filter(({ by }) => by.flux !== undefined || by.kustomize !== undefined);
  let begun = 0;
  await someAtATime(asked, async ({ root, by }) => {
    begun += 1;
    progress?.(`rendering ${begun} of ${asked.length}: ${root.folder} …`);
    known.set(keyOf(root), await renderOne(root, wanted.home(), by));
  });
  return roots.map((root) => known.get(keyOf(root)) ?? root);
}

/** A root with what is added by who applies it, and with the values of charts. */
export function asRead(root: Root, tree: FileTree): Root {
  return withChartValues(completed(root), tree);
}

/** With the values of charts where they are installed. */
export function withChartValues(root: Root, tree: FileTree): Root {
  const around = [...root.documents, ...root.beside];
  return { ...root, documents: root.documents.map((document) => withValues(document, around, tree)) };
}

function keyOf({ folder, application, resources }: Root): string {
  const variables = [...(application?.variables?.values ?? [])];
  return JSON.stringify([folder, application?.by.manifest, application?.options, variables, resources]);
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
