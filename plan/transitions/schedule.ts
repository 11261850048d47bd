import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { clusterNameOf } from '../../manifests/object/references';
import { attempt } from '../../values/text/invalid-value';
import { parseCron } from '../../values/time/cron';
import { nextRun } from '../../values/time/cron-runs';
import type { Verdict } from '../engine/change';
import type { FieldDifference } from '../engine/difference';
import { isAt } from '../engine/path';
import { scheduleLoss } from '../engine/recoverability';
import type { Transition, TransitionContext } from '../engine/transition';

const RUNS = 3;

/** The runs before and after, and whether any remain. CNPG's cron starts with seconds, so a schedule is easily misread. */
export const schedule: Transition = {
  kinds: [Kind.SCHEDULED_BACKUP],
  paths: ['spec.schedule', 'spec.suspend', 'spec.cluster', 'spec.method', 'spec.pluginConfiguration'],
  judge(difference, context) {
    const name = clusterNameOf(context.before);
    const loss = name === undefined ? undefined : scheduleLoss(context.namespace, name, context);
    const verdict = verdictOf(difference, context);
    if (loss === undefined) return verdict;
    return { impact: 'data-loss', reason: verdict === undefined ? loss : `${loss}; ${verdict.reason}` };
  },
};

function verdictOf({ path, before, after }: FieldDifference, { now }: TransitionContext): Verdict | undefined {
  if (isAt(path, 'spec.suspend')) {
    if (after !== true) return { impact: 'none', reason: 'scheduled backups run again' };
    return { impact: 'none', reason: 'this schedule takes no backups while it is suspended' };
  }
  if (!isAt(path, 'spec.schedule')) return undefined;
  const [old, next] = [before, after].map((value) => runs(text(value), now));
  return { impact: 'none', reason: `next runs: ${next}; without this change: ${old}` };
}

function runs(expression: string | undefined, now: Date): string {
  const cron = expression === undefined ? undefined : attempt(() => parseCron(expression));
  if (cron === undefined) return 'invalid';
  const found: string[] = [];
  let last: Date | undefined = now;
  while (found.length < RUNS) {
    last = nextRun(cron, last);
    if (last === undefined) break;
    found.push(`${last.toISOString().slice(0, 19)}Z`);
  }
  return found.length === 0 ? 'never' : found.join(', ');
}
