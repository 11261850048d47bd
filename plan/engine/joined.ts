import { platformMoves } from '../steps/another-platform';
import type { Plan } from './change';
import { worstOf } from './impact';
import { changeOrder } from './update';

interface PlanOfPlatform {
  readonly platform: string | undefined;
  readonly plan: Plan;
}

/** The plans of several platforms as one: each of their parts names its platform. */
export function joined(plans: readonly PlanOfPlatform[]): Plan {
  const parts = <Part extends object>(of: (plan: Plan) => readonly Part[] | undefined): Part[] =>
    plans.flatMap(({ platform, plan }) =>
      (of(plan) ?? []).map((part) => (platform === undefined ? part : { ...part, platform })),
    );
  const changes = parts((plan) => plan.changes).sort(changeOrder);
  const upgrades = parts((plan) => plan.upgrades);
  const steps = [...parts((plan) => plan.steps), ...platformMoves(changes)];
  return {
    changes,
    worst: worstOf(plans.map(({ plan }) => plan.worst)),
    ...(upgrades.length > 0 && { upgrades }),
    ...(steps.length > 0 && { steps }),
  };
}
