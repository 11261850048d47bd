import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { read } from '../../manifests/files/read';
import type { Document } from '../../manifests/object/document';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';
import type { RenderOptions } from '../applied/rendering';
import { isFolder, readSources } from '../cli/sources';
import { configured } from '../configuration/configured';
import { areSettled, areSettledDocuments } from '../validate/plain';
import type { GivenSide, SideFile } from './applied-side';
import type { ComparedSides } from './compared-sides';
import { baseCommit, filesAt, mergeBase, topFolder } from './git';
import { counted, type FiledManifest, filedManifest, manifestsIn } from './manifests-in';
import type { PlanRequest } from './plan-request';
import { CommitState, WORKING_TREE } from './repository-state';
import { staleOutput } from './stale-output';

/** What the base is called that is a Kubernetes cluster. */
export const LIVE = 'cluster';

/** The two sides of a plan; of a live cluster only the second one is read here. */
export interface PlanSides extends ComparedSides {
  /** Whether what was committed is not what its source makes. */
  readonly isStale: boolean;
}

/** @throws UsageError for what is not there, and for what cannot be read: a plan without it would call it deleted */
export async function sidesOf(request: PlanRequest): Promise<PlanSides> {
  const { base, target, asApplied, applications, root, outdir, now } = request;
  if (target !== undefined && asApplied) return { ...(await appliedSides([target].flat(), request)), isStale: false };
  if (target !== undefined) {
    const sources = [target].flat();
    const after = manifestsIn(await filesOf(sources, request));
    return one(base === LIVE ? [] : await plainBase(sources, request), after);
  }
  // Elsewhere there are no applications, and nothing to load for them.
  const { renderApplications } = await import('../applications/render-applications.js');
  const { output } = renderApplications({ applications: await applications(), root, outdir, now });
  const after = manifestsIn([...output.files].map(([name, content]) => ({ name, content })));
  const before = base === LIVE ? [] : await plainBase([outdir], request);
  // What is compared with a folder is not what will be committed.
  const isPath = base !== undefined && base !== LIVE && existsSync(resolve(root, base));
  const stale = isPath ? undefined : staleOutput(output, root, outdir);
  const { said = [], isCommitted = false } = stale ?? {};
  return { ...one(before, after), ...(isCommitted ? { unseen: said } : { remarks: said }), isStale: isCommitted };
}

function one(before: readonly FiledManifest[], after: readonly FiledManifest[]): PlanSides {
  return { worlds: [{ name: '', before, after, own: new Set() }], unseen: [], remarks: [], isStale: false };
}

async function plainBase(sources: readonly string[], request: PlanRequest): Promise<FiledManifest[]> {
  const { base, root } = request;
  // A name of both a file and a ref is taken for the file; refs/heads/name is always the ref.
  const path = base === undefined ? undefined : resolve(root, base);
  if (path !== undefined && existsSync(path)) return manifestsIn(await filesOf([path], request));
  return manifestsIn((await committed(sources, request)).files);
}

async function appliedSides(sources: readonly string[], request: PlanRequest): Promise<ComparedSides> {
  const { base, root, rendering } = request;
  const { render, allowNetwork } = await configured(sources);
  const options: RenderOptions = { render, allowNetwork, ...rendering };
  const after: GivenSide = { files: await filesOf(sources, request), sources, state: WORKING_TREE };
  const path = base === undefined || base === LIVE ? undefined : resolve(root, base);
  const isPath = path !== undefined && existsSync(path);
  const commit = base === LIVE || isPath ? undefined : await committed(sources, request);
  const state = commit && new CommitState(commit.top, commit.commit);
  const own: GivenSide | undefined = isPath
    ? { files: await filesOf([path], request), sources: [path], state: WORKING_TREE }
    : state && { files: commit.files, sources: commit.sources, state };
  const before = own && { before: own };
  const next = plainDocuments(after, true);
  const old = next && (own === undefined ? [] : plainDocuments(own, isPath));
  if (next && old) return one(old.map(filedManifest), next.map(filedManifest));
  const { comparedSides } = await import('./compared-sides.js');
  try {
    return await comparedSides({ ...before, after }, options);
  } finally {
    state?.remove();
  }
}

/** The objects of files that are applied as they are; undefined where others decide what becomes of them. */
function plainDocuments({ files, sources }: GivenSide, isOnDisk: boolean): readonly Document[] | undefined {
  if (isOnDisk && sources.some((source) => source !== '-' && isFolder(source))) return undefined;
  const isNamed = files.every(({ path, name }) => name === '-' || sources.some((source) => resolve(source) === path));
  if (!isNamed) return undefined;
  const all = counted(files).map(({ name, content }) => ({ name, content: NOTHING, documents: read(content, name) }));
  const documents = all.flatMap((file) => file.documents);
  // Values of a release may be in a ConfigMap beside it.
  if (documents.some(({ manifest }) => manifest && groupKindOf(manifest) === Kind.HELM_RELEASE)) return undefined;
  const isSettled = isOnDisk ? areSettled(sources, all) : areSettledDocuments(documents);
  return isSettled ? documents : undefined;
}

const NOTHING = () => new Uint8Array();

async function filesOf(sources: readonly string[], { console }: PlanRequest): Promise<SideFile[]> {
  const { leaveOut } = await configured(sources);
  return (await readSources(sources, console, leaveOut)).map((file) => ({ ...file, path: resolve(file.name) }));
}

/** The files of a commit, by the names that they have, or would have, on disk. */
async function committed(sources: readonly string[], { base, root, console }: PlanRequest) {
  const ref = base ?? mergeBase(root);
  const folders = sources.map((each) => relative(root, resolve(root, each)) || '.');
  const commit = baseCommit(root, ref);
  const found = filesAt(root, commit, folders);
  if (found.length === 0) console.err(`there is no ${folders.join('/, ')}/ at ${ref}: everything counts as new\n`);
  const top = topFolder(root);
  const there = sources.filter((source) => existsSync(resolve(root, source)));
  const { leaveOut } = await configured(there.length === 0 ? [root] : there);
  const placed = found.map(({ name, content }): SideFile => {
    const path = join(top, name);
    return { name: relative('', path), path, content };
  });
  const files = counted(placed, leaveOut, ({ path }) => path);
  return { files, sources: folders.map((folder) => resolve(root, folder)), top, commit };
}
