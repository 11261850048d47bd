import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Application, targetOf } from '../../constructs/index';
import { byPlatform } from '../../manifests/argo/platforms';
import { seenTarget } from '../../manifests/installations/seen-target';
import type { Manifest } from '../../manifests/object/manifest';
import { IMPACTS, type Impact, isImpact, type Plan, type PlanOptions, severityOf } from '../../plan';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { renderApplications } from '../applications/render-applications';
import type { Console } from '../cli/console';
import { oneNamed } from '../cli/one-named';
import { readSources } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { configured } from '../configuration/configured';
import { folded } from '../report/lines';
import { filesAt, mergeBase, topFolder } from './git';
import { counted, type FiledManifest, manifestsIn } from './manifests-in';
import { markdown } from './plan-markdown';
import { platformPlans } from './platform-plans';
import { printPlan } from './print-plan';

export interface PlanRequest {
  /** A git ref, a folder, a file, or `cluster`. @default - the merge base with the default branch */
  readonly base?: string;
  /** Folders and files. @default - the applications of this repository, rendered in memory */
  readonly target?: string | readonly string[];
  /** Whether folders hold anybody's sources, of which only what will be applied counts. @default false */
  readonly asApplied?: boolean;
  readonly output: 'text' | 'json' | 'markdown';
  /** Name of the Kubernetes cluster that is meant. @default - all of them, as one plan */
  readonly platform?: string;
  /** The impact from which on the exit code is 3. @default - never */
  readonly failOn?: string;
  /** Loaded only where they are rendered. */
  readonly applications: () => Promise<readonly Application[]>;
  /** Folder of the repository. */
  readonly root: string;
  /** Output folder of synth, relative to the root. */
  readonly outdir: string;
  readonly now: Date;
  readonly console: Console;
}

const LIVE = 'cluster';

/**
 * Says what a change of the manifests will do to the running databases; nothing is written or applied.
 * @returns the exit code: 3 where the worst impact reaches `failOn`
 * @throws UsageError for a base, a target or an impact that is none
 */
export async function runPlan(request: PlanRequest): Promise<number> {
  const { output, console } = request;
  const limit = failOn(request.failOn);
  const after = await manifestsAfter(request);
  const before = request.base === LIVE ? undefined : await baseOf(request);
  const { platform } = request;
  const platforms = byPlatform(after);
  if (platform !== undefined)
    oneNamed(
      [...platforms.keys()].sort().map((name) => ({ name })),
      platform,
      'platform',
    );
  const options = await optionsOf(request, after, before ?? []);
  const result =
    before === undefined
      ? await livePlan(onePlatform(platforms, platform), options(platform ?? ''))
      : platformPlans(before, after, options, platform);
  console.out(printed(result, output, console));
  const over =
    limit !== undefined &&
    [...result.changes, ...(result.upgrades ?? [])].some(({ impact }) => severityOf(impact) >= severityOf(limit));
  return over ? 3 : 0;
}

/** The versions that a plan of each platform is made for: what its applications declare, or else what its objects install. */
async function optionsOf(
  request: PlanRequest,
  after: readonly FiledManifest[],
  before: readonly FiledManifest[],
): Promise<(platform: string) => PlanOptions> {
  const { target, now, console } = request;
  const applications = target === undefined ? await request.applications() : [];
  const [first] = applications;
  if (first !== undefined) {
    return (platform) => ({
      now,
      target: targetOf(applications.find((each) => each.platform?.name === platform) ?? first),
    });
  }
  const [next, old] = [byPlatform(after), byPlatform(before)];
  return (platform) => ({
    now,
    target: versionsIn(manifestsOf(next.get(platform)), manifestsOf(old.get(platform)), console),
  });
}

function manifestsOf(objects: readonly FiledManifest[] = []): Manifest[] {
  return objects.map(({ manifest }) => manifest);
}

/** The versions that the manifests install after the change, or else before it. What is assumed is said beside the plan. */
function versionsIn(after: readonly Manifest[], before: readonly Manifest[], console: Console): Target {
  const old = seenTarget(before, DEFAULT_TARGET);
  const { target, reasons } = seenTarget(after, old.target);
  const kept = old.reasons.filter(({ component }) => reasons.every((reason) => reason.component !== component));
  for (const { message } of [...reasons, ...kept]) console.err(`${message}\n`);
  return target;
}

function printed(result: Plan, output: PlanRequest['output'], console: Console): string {
  if (output === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  return output === 'markdown' ? markdown(result) : folded(printPlan(result, console.color), console.columns);
}

function failOn(text: string | undefined): Impact | undefined {
  if (text === undefined || isImpact(text)) return text;
  throw new UsageError(`--fail-on "${text}": write one of ${IMPACTS.join(', ')}`);
}

/** A live cluster is one of them. */
function onePlatform(
  platforms: ReturnType<typeof byPlatform<FiledManifest>>,
  platform: string | undefined,
): Manifest[] {
  const names = [...platforms.keys()].sort();
  if (platform === undefined && names.length > 1) {
    throw new UsageError(`--base ${LIVE}: which of the platforms ${names.join(', ')} is it? Add --platform`);
  }
  return manifestsOf(platforms.get(platform ?? names[0] ?? ''));
}

async function manifestsAfter(request: PlanRequest): Promise<FiledManifest[]> {
  const { target, applications, root, outdir, now } = request;
  if (target !== undefined) return readManifests([target].flat(), request);
  const { output } = renderApplications({ applications: await applications(), root, outdir, now });
  return manifestsIn([...output.files].map(([name, content]) => ({ name, content })));
}

async function baseOf(request: PlanRequest): Promise<FiledManifest[]> {
  const { base, root, outdir, target, console } = request;
  // A name of both a file and a ref is taken for the file; refs/heads/name is always the ref.
  const path = base === undefined ? undefined : resolve(root, base);
  if (path !== undefined && existsSync(path)) return readManifests([path], request);
  const commit = base ?? mergeBase(root);
  const folders =
    target === undefined ? [outdir] : [target].flat().map((each) => relative(root, resolve(root, each)) || '.');
  const files = filesAt(root, commit, folders);
  if (files.length === 0) console.err(`there is no ${folders.join('/, ')}/ at ${commit}: everything counts as new\n`);
  const { leaveOut } = await configured(target === undefined ? [root] : [target].flat());
  const top = topFolder(root);
  const placed = files.map((file) => ({ ...file, path: join(top, file.name) }));
  const kept = counted(placed, leaveOut, ({ path }) => path);
  if (!request.asApplied) return manifestsIn(kept);
  const { appliedManifests } = await import('./applied-manifests.js');
  return appliedManifests(
    kept,
    folders.map((folder) => resolve(root, folder)),
  );
}

async function readManifests(
  sources: readonly string[],
  { console, asApplied }: PlanRequest,
): Promise<FiledManifest[]> {
  const { leaveOut } = await configured(sources);
  const files = await readSources(sources, console, leaveOut);
  if (!asApplied) return manifestsIn(files);
  const { appliedManifests } = await import('./applied-manifests.js');
  return appliedManifests(
    files.map((file) => ({ ...file, path: file.name })),
    sources,
  );
}

async function livePlan(after: readonly Manifest[], options: PlanOptions): Promise<Plan> {
  // The client of Kubernetes is large, and only this needs it.
  const [{ kubeconfigClient }, { planLive }] = await Promise.all([import('./live-client.js'), import('./live.js')]);
  return planLive(await kubeconfigClient(), after, options);
}
