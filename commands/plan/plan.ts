import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Application, targetOf } from '../../constructs/index';
import type { Manifest } from '../../manifests/object/manifest';
import { IMPACTS, type Impact, isImpact, type Plan, type PlanOptions, plan, severityOf } from '../../plan';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { renderApplications } from '../applications/render-applications';
import type { Console } from '../cli/console';
import { oneNamed } from '../cli/one-named';
import { readSources } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { byPlatform, planByPlatform } from './by-platform';
import { filesAt, mergeBase } from './git';
import { manifestsIn, type NamedText } from './manifests-in';
import { markdown } from './plan-markdown';
import { printPlan } from './print-plan';

export interface PlanRequest {
  /** A git ref, a folder, a file, or `cluster`. @default - the merge base with the default branch */
  readonly base?: string;
  /** A folder or a file. @default - the applications of this repository, rendered in memory */
  readonly target?: string;
  /** Only the applications of this platform. @default - of all */
  readonly platform?: string;
  readonly output: 'text' | 'json' | 'markdown';
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
  const result = await resultOf(request);
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

async function resultOf(request: PlanRequest): Promise<Plan> {
  const { base, target, platform, now, console } = request;
  if (target !== undefined) {
    if (platform !== undefined)
      throw new UsageError('--platform is for the applications of this repository: leave --target out');
    const after = manifestsIn(await readSources([target], console));
    const options = { now, target: DEFAULT_TARGET };
    return base === LIVE ? livePlan(after, options) : plan(manifestsIn(await baseOf(request)), after, options);
  }
  const applications = await chosen(request);
  const targets = new Map(applications.map((application) => [application.platform?.name, targetOf(application)]));
  const optionsOf = (name: string | undefined) => ({
    now,
    target: targets.get(name) ?? targets.values().next().value ?? DEFAULT_TARGET,
  });
  const after = byPlatform(rendered(request, applications));
  if (base === LIVE) {
    const [name, ...others] = [...targets.keys()].filter((each) => each !== undefined);
    if (others.length > 0) {
      throw new UsageError(
        `--base cluster is one Kubernetes cluster: add --platform with one of ${[name, ...others].join(', ')}`,
      );
    }
    return livePlan([...after.values()].flat(), optionsOf(name));
  }
  const before = [...byPlatform(await baseOf(request))].filter(([name]) => platform === undefined || name === platform);
  return planByPlatform(new Map(before), after, (sides, name) => plan(sides.before, sides.after, optionsOf(name)));
}

/** The applications of the platform, or all. */
async function chosen({ applications, platform }: PlanRequest): Promise<readonly Application[]> {
  const all = await applications();
  if (platform === undefined) return all;
  const names = [...new Set(all.flatMap((application) => application.platform?.name ?? []))].map((name) => ({ name }));
  const { name } = oneNamed(names, platform, 'platform');
  return all.filter((application) => application.platform?.name === name);
}

function rendered({ root, outdir, now }: PlanRequest, applications: readonly Application[]): NamedText[] {
  const { output } = renderApplications({ applications, root, outdir, now });
  return [...output.files].map(([name, content]) => ({ name, content }));
}

async function baseOf({ base, root, outdir, console }: PlanRequest): Promise<NamedText[]> {
  // A name of both a file and a ref is taken for the file; refs/heads/name is always the ref.
  const path = base === undefined ? undefined : resolve(root, base);
  if (path !== undefined && existsSync(path)) return readSources([path], console);
  const commit = base ?? mergeBase(root);
  const files = filesAt(root, commit, outdir);
  if (files.length === 0) console.err(`there is no ${outdir}/ at ${commit}: everything counts as new\n`);
  return files;
}

async function livePlan(after: readonly Manifest[], options: PlanOptions): Promise<Plan> {
  // The client of Kubernetes is large, and only this needs it.
  const [{ kubeconfigClient }, { planLive }] = await Promise.all([import('./live-client.js'), import('./live.js')]);
  return planLive(await kubeconfigClient(), after, options);
}
