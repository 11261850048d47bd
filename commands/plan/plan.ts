import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Application, targetOf } from '../../constructs/index';
import { byPlatform } from '../../manifests/argo/platforms';
import type { Manifest } from '../../manifests/object/manifest';
import { IMPACTS, type Impact, isImpact, type Plan, type PlanOptions, severityOf } from '../../plan';
import { renderApplications } from '../applications/render-applications';
import type { Console } from '../cli/console';
import { oneNamed } from '../cli/one-named';
import { readSources } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { filesAt, mergeBase } from './git';
import { manifestsIn } from './manifests-in';
import { markdown } from './plan-markdown';
import { platformPlans } from './platform-plans';
import { printPlan } from './print-plan';

export interface PlanRequest {
  /** A git ref, a folder, a file, or `cluster`. @default - the merge base with the default branch */
  readonly base?: string;
  /** A folder or a file. @default - the applications of this repository, rendered in memory */
  readonly target?: string;
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

type Named = ReturnType<typeof manifestsIn>[number];

const LIVE = 'cluster';

/**
 * Says what a change of the manifests will do to the running databases; nothing is written or applied.
 * @returns the exit code: 3 where the worst impact reaches `failOn`
 * @throws UsageError for a base, a target or an impact that is none
 */
export async function runPlan(request: PlanRequest): Promise<number> {
  const { output, now, console } = request;
  const limit = failOn(request.failOn);
  const after = await manifestsAfter(request);
  const applications = request.target === undefined ? await request.applications() : [];
  const options = (platform: string) => {
    const own = applications.find((each) => each.platform?.name === platform) ?? applications[0];
    return { now, target: targetOf(own ?? {}) };
  };
  const { platform } = request;
  const platforms = byPlatform(after);
  if (platform !== undefined)
    oneNamed(
      [...platforms.keys()].sort().map((name) => ({ name })),
      platform,
      'platform',
    );
  const result =
    request.base === LIVE
      ? await livePlan(onePlatform(platforms, platform), options(platform ?? ''))
      : platformPlans(await baseOf(request), after, options, platform);
  console.out(printed(result, output, console));
  const over =
    limit !== undefined &&
    [...result.changes, ...(result.upgrades ?? [])].some(({ impact }) => severityOf(impact) >= severityOf(limit));
  return over ? 3 : 0;
}

function printed(result: Plan, output: PlanRequest['output'], console: Console): string {
  if (output === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  return output === 'markdown' ? markdown(result) : printPlan(result, console.color);
}

function failOn(text: string | undefined): Impact | undefined {
  if (text === undefined || isImpact(text)) return text;
  throw new UsageError(`--fail-on "${text}": write one of ${IMPACTS.join(', ')}`);
}

/** A live cluster is one of them. */
function onePlatform(platforms: ReturnType<typeof byPlatform<Named>>, platform: string | undefined): Manifest[] {
  const names = [...platforms.keys()].sort();
  if (platform === undefined && names.length > 1) {
    throw new UsageError(`--base ${LIVE}: which of the platforms ${names.join(', ')} is it? Add --platform`);
  }
  return (platforms.get(platform ?? names[0] ?? '') ?? []).map(({ manifest }) => manifest);
}

async function manifestsAfter(request: PlanRequest): Promise<Named[]> {
  const { target, applications, root, outdir, now, console } = request;
  if (target !== undefined) return manifestsIn(await readSources([target], console));
  const { output } = renderApplications({ applications: await applications(), root, outdir, now });
  return manifestsIn([...output.files].map(([name, content]) => ({ name, content })));
}

async function baseOf({ base, root, outdir, console }: PlanRequest): Promise<Named[]> {
  // A name of both a file and a ref is taken for the file; refs/heads/name is always the ref.
  const path = base === undefined ? undefined : resolve(root, base);
  if (path !== undefined && existsSync(path)) return manifestsIn(await readSources([path], console));
  const commit = base ?? mergeBase(root);
  const files = filesAt(root, commit, outdir);
  if (files.length === 0) console.err(`there is no ${outdir}/ at ${commit}: everything counts as new\n`);
  return manifestsIn(files);
}

async function livePlan(after: readonly Manifest[], options: PlanOptions): Promise<Plan> {
  // The client of Kubernetes is large, and only this needs it.
  const [{ kubeconfigClient }, { planLive }] = await Promise.all([import('./live-client.js'), import('./live.js')]);
  return planLive(await kubeconfigClient(), after, options);
}
