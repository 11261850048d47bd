import { byPlatform } from '../../manifests/argo/platforms';
import { seenTarget } from '../../manifests/installations/seen-target';
import type { Manifest } from '../../manifests/object/manifest';
import { IMPACTS, type Impact, isImpact, type Plan, type PlanOptions, severityOf } from '../../plan';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import type { Console } from '../cli/console';
import { oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { folded } from '../report/lines';
import type { ComparedWorld } from './compared-sides';
import type { FiledManifest } from './manifests-in';
import { markdown } from './plan-markdown';
import type { PlanRequest } from './plan-request';
import { LIVE, sidesOf } from './plan-sides';
import { printPlan } from './print-plan';
import { worldPlans } from './world-plans';

/**
 * Says what a change of the manifests will do to the running databases; nothing is written or applied.
 * @returns the exit code: 3 where the worst impact reaches `failOn`, or where a change could not be seen; 1 where what is committed is not what
 * its source makes
 * @throws UsageError for a base, a target or an impact that is none
 */
export async function runPlan(request: PlanRequest): Promise<number> {
  const { output, console, platform } = request;
  const limit = failOn(request.failOn);
  const { worlds, unseen, remarks, isStale, pathless } = await sidesOf(request);
  for (const remark of remarks) console.err(`${remark}\n`);
  const versions = await optionsOf(request);
  const options: typeof versions = (world) => {
    const of = versions(world);
    return (platform) => ({ ...of(platform), ...(pathless && { pathless }) });
  };
  const plan =
    request.base === LIVE ? await livePlan(worlds, options, platform) : worldPlans(worlds, options, platform);
  const result: Plan = { ...plan, ...(unseen.length > 0 && { unseen }) };
  console.out(printed(result, output, console));
  const isOver =
    limit !== undefined &&
    (unseen.length > 0 ||
      [...result.changes, ...(result.upgrades ?? [])].some(({ impact }) => severityOf(impact) >= severityOf(limit)));
  if (isOver) return 3;
  return isStale ? 1 : 0;
}

/** The versions that a plan of each platform is made for: what its applications declare, or else what its objects install. */
async function optionsOf(request: PlanRequest): Promise<(world: ComparedWorld) => (platform: string) => PlanOptions> {
  const { target, now, console } = request;
  const applications = target === undefined ? await request.applications() : [];
  const [first] = applications;
  if (first !== undefined) {
    const { targetOf } = await import('../../constructs/gitops/application.js');
    return () => (platform) => ({
      now,
      target: targetOf(applications.find((each) => each.platform?.name === platform) ?? first),
    });
  }
  const said = new Set<string>();
  return ({ before, after }) => {
    const [next, old] = [byPlatform(after), byPlatform(before)];
    return (platform) => {
      const { target: seen, messages } = versionsIn(manifestsOf(next.get(platform)), manifestsOf(old.get(platform)));
      for (const message of messages) if (!said.has(message)) console.err(`${message}\n`);
      for (const message of messages) said.add(message);
      return { now, target: seen };
    };
  };
}

function manifestsOf(objects: readonly FiledManifest[] = []): Manifest[] {
  return objects.map(({ manifest }) => manifest);
}

/** The versions that the manifests install after the change, or else before it. What is assumed is said beside the plan. */
function versionsIn(after: readonly Manifest[], before: readonly Manifest[]) {
  const old = seenTarget(before, DEFAULT_TARGET);
  const { target, reasons } = seenTarget(after, old.target);
  const kept = old.reasons.filter(({ component }) => reasons.every((reason) => reason.component !== component));
  return { target, messages: [...reasons, ...kept].map(({ message }) => message) };
}

function printed(result: Plan, output: PlanRequest['output'], console: Console): string {
  if (output === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  return output === 'markdown' ? markdown(result) : folded(printPlan(result, console.color), console.columns);
}

function failOn(text: string | undefined): Impact | undefined {
  if (text === undefined || isImpact(text)) return text;
  throw new UsageError(`--fail-on "${text}": write one of ${IMPACTS.join(', ')}`);
}

async function livePlan(
  worlds: readonly ComparedWorld[],
  optionsFor: (world: ComparedWorld) => (platform: string) => PlanOptions,
  platform: string | undefined,
): Promise<Plan> {
  const [world, name] = onePlatform(worlds, platform);
  const objects = byPlatform(world.after);
  // The client of Kubernetes is large, and only this needs it.
  const [{ kubeconfigClient }, { planLive }] = await Promise.all([import('./live-client.js'), import('./live.js')]);
  return planLive(await kubeconfigClient(), manifestsOf(objects.get(name)), optionsFor(world)(name));
}

/** A live cluster is one of them. */
function onePlatform(worlds: readonly ComparedWorld[], platform: string | undefined): [ComparedWorld, string] {
  const all = worlds.flatMap((world) => {
    const platforms = [...byPlatform(world.after).keys()];
    const isOnly = platforms.length < 2;
    return platforms.map((name) => ({ world, key: name, name: isOnly ? name || world.name : name }));
  });
  const names = [...new Set(all.map(({ name }) => name))].sort();
  if (platform === undefined && names.length > 1) {
    throw new UsageError(`--base ${LIVE}: which of the platforms ${names.join(', ')} is it? Add --platform`);
  }
  const found = all.find(({ name }) => name === (platform ?? names[0]));
  if (found === undefined) {
    oneNamed(
      names.map((name) => ({ name })),
      platform ?? '',
      'platform',
    );
  }
  const empty: ComparedWorld = { name: '', before: [], after: [], own: new Set() };
  return found === undefined ? [worlds[0] ?? empty, ''] : [found.world, found.key];
}
