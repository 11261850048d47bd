import { byPlatform } from '../../manifests/argo/platforms';
import { objectName } from '../../manifests/object/identity';
import { type Change, type Plan, type PlanOptions, worstOf } from '../../plan';
import { isIndependence } from '../../plan/engine/dependents';
import { changeOrder } from '../../plan/engine/update';
import { groupBy } from '../../values/collections/group-by';
import { oneNamed } from '../cli/one-named';
import type { ComparedWorld } from './compared-sides';
import { platformPlans } from './platform-plans';

type OptionsOf = (world: ComparedWorld) => (platform: string) => PlanOptions;

/**
 * The plans of all worlds as one. What each world has in its own way is named with the world; what all of them have in common is said once.
 * @param only - a world, or a platform @default - all
 * @throws UsageError for a name that is neither
 */
export function worldPlans(worlds: readonly ComparedWorld[], options: OptionsOf, only?: string): Plan {
  const named = worlds.filter(({ name }) => name !== '' && name === only);
  if (only !== undefined && named.length === 0) {
    const names = new Set(worlds.flatMap(({ name, after }) => [name, ...byPlatform(after).keys()]));
    oneNamed(
      [...names]
        .filter((name) => name !== '')
        .sort()
        .map((name) => ({ name })),
      only,
      'platform',
    );
  }
  const [first, ...others] = named.length > 0 ? named : worlds;
  const platform = named.length > 0 ? undefined : only;
  const planned = (world: ComparedWorld) => platformPlans(world.before, world.after, options(world), platform);
  if (first === undefined) return { changes: [], worst: 'none' };
  if (others.length === 0) return planned(first);
  return joinedWorlds([first, ...others].map((world) => ({ world, plan: planned(world) })));
}

interface PlannedWorld {
  readonly world: ComparedWorld;
  readonly plan: Plan;
}

function joinedWorlds(planned: readonly PlannedWorld[]): Plan {
  type Part = { readonly platform?: string };
  const parts = <P extends Part>(of: (plan: Plan) => readonly P[] | undefined, nameOf: (part: P) => string): P[] => {
    const all = planned.flatMap(({ world, plan }) =>
      (of(plan) ?? []).map((part) => {
        const isOwn = part.platform === undefined && world.own.has(nameOf(part));
        return isOwn ? { ...part, platform: world.name } : part;
      }),
    );
    return [...new Map(all.map((part) => [JSON.stringify(part), part])).values()];
  };
  const changes = knowing(parts<Change>((plan) => plan.changes, objectName)).sort(changeOrder);
  const upgrades = parts(
    (plan) => plan.upgrades,
    ({ object }) => object,
  );
  const steps = parts(
    (plan) => plan.steps,
    ({ object }) => object,
  );
  return {
    changes,
    worst: worstOf(planned.map(({ plan }) => plan.worst)),
    ...(upgrades.length > 0 && { upgrades }),
    ...(steps.length > 0 && { steps }),
  };
}

/** Of a change that several worlds have in common, what those say that know who depends on it. */
function knowing(changes: readonly Change[]): Change[] {
  const bare = ({ fields, ...change }: Change) =>
    JSON.stringify({ ...change, fields: fields.map(({ reason: _, ...field }) => field) });
  return [...groupBy(changes, bare).values()].flatMap((same) => {
    const known = same.filter(({ fields }) => !fields.every(({ reason }) => isIndependence(reason)));
    return known.length > 0 ? known : same.slice(0, 1);
  });
}
