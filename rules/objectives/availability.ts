import { at, text } from '../../manifests/object/manifest';
import type { Claim, Gap } from './claim';
import { MEASURED } from './measurements';
import { outageOf } from './outage';
import { pluginSeconds } from './plugin-gaps';
import { leaseWait } from './primary-lease';
import { count, type PromisingCluster, s, secondsAt } from './promising-cluster';
import { restoreAssumptions, restoreSeconds, restoreSteps } from './restore-calls';
import { unacknowledged } from './unacknowledged';

const MONTH = 30 * 86_400;

/** The error budget of a month, compared with planned restarts and faults of the primary. */
export function availability(subject: PromisingCluster): Claim[] {
  const percent = subject.objectives.availability;
  if (percent === undefined) return [];
  const { restartsPerMonth, failuresPerMonth } = subject.platform;
  const budget = ((100 - percent) / 100) * MONTH;
  const restart = restartSeconds(subject);
  const plugin = pluginSeconds(subject);
  const failure = Math.max(outageOf(subject, 'nodeLoss').total, outageOf(subject, 'partition').total) + plugin;
  const total = restartsPerMonth * restart + failuresPerMonth * failure;
  const gaps: Gap[] = failuresPerMonth > 0 ? unacknowledged(subject) : [];
  if (subject.instances < 2 && failuresPerMonth > 0) {
    const message = 'with one instance a lost node is an outage of unlimited length';
    gaps.push({ path: 'spec.instances', message, fix: 'run three instances, or promise no availability' });
  }
  if (total > budget) {
    const message = `planned restarts and faults take ${s(total)} of a month, but the error budget is ${s(budget)}`;
    gaps.push({ path: null, message, fix: 'restart less often, shorten the failover, or promise less' });
  }
  return [
    {
      rule: 'objective-availability',
      promise: `writes are served for ${percent} % of a month`,
      steps: [
        `error budget: ${Math.round((100 - percent) * 1e6) / 1e6} % of 30 days = ${s(budget)}`,
        ...restoreSteps(subject),
        ...(plugin === 0
          ? []
          : [
              `a fault may take the only pod of the Barman Cloud plugin that answers: no instance is promoted for ${s(plugin)}`,
            ]),
        `${count(restartsPerMonth, 'planned restart')} × ${s(restart)} + ${count(failuresPerMonth, 'fault')} × ${s(failure)} = ${s(total)}`,
        `${s(total)} of ${s(budget)} are spent, ${s(budget - total)} are left`,
      ],
      gaps,
      assumptions: [
        {
          assumed: `at most ${count(restartsPerMonth, 'planned restart')} and ${count(failuresPerMonth, 'fault')} of the primary in a month`,
          otherwise: `every further restart costs ${s(restart)}, every further fault ${s(failure)}`,
        },
        ...restoreAssumptions(subject),
      ],
    },
  ];
}

function restartSeconds(subject: PromisingCluster): number {
  const smart = Math.min(
    secondsAt(subject, 'spec.smartShutdownTimeout', 180),
    secondsAt(subject, 'spec.stopDelay', 1800),
  );
  if (subject.instances < 2) return smart + MEASURED.SINGLE_INSTANCE_START;
  if (text(at(subject.cluster, 'spec.primaryUpdateMethod')) === 'switchover') {
    return MEASURED.SWITCHOVER + leaseWait(subject).released + restoreSeconds(subject);
  }
  return smart + MEASURED.RESTART_IN_PLACE + restoreSeconds(subject, 'restart');
}
