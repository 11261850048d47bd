import type { Gap } from './claim';
import { RESTORE_CALLS } from './measurements';
import { type PromisingCluster, s } from './promising-cluster';
import { callsAfter, type Restorer, restorerOf, restoreSeconds, secondsOf } from './restore-calls';

/** Milliseconds: no start was measured that took less (Python 3.13, barman 3.19.1, an idle machine). */
const FASTEST = 300;

/** An outage that would be short enough without restoring WAL: the ways to shorten it, and their price. */
export function restoreGap(subject: PromisingCluster, event: string, total: number, limit: number): Gap {
  const { history, segment } = callsAfter(subject, 'failover');
  const message = `after ${event} writes wait for ${history + segment} calls of restore_command, ${s(restoreSeconds(subject))}: the outage is ${s(total)}, ${s(total - limit)} more than the promised ${s(limit)}`;
  const ways = waysOut(subject, total, limit);
  return {
    rule: 'objective-restore-calls',
    path: null,
    message,
    fix: `${ways.length === 0 ? '' : `choose one of: ${ways.join('; ')}; or `}promise at least ${s(total)}`,
  };
}

/** Each with the outage that remains and its price. */
function waysOut(subject: PromisingCluster, total: number, limit: number): string[] {
  const restorer = restorerOf(subject);
  if (restorer === undefined) return [];
  const calls = callsAfter(subject, 'failover');
  const { restoreCall } = subject.platform;
  const now = secondsOf(calls, restorer, restoreCall);
  const left = (changed: Partial<Restorer>, made = calls) =>
    total - now + secondsOf(made, { ...restorer, ...changed }, restoreCall);
  const ways: readonly (readonly [seconds: number, way: string])[] = [
    [left({ maxParallel: 1 }), 'wal.maxParallel 1, which archives and restores one segment at a time'],
    [
      left({ cores: Math.max(restorer.cores, restorer.maxParallel) }),
      `CPU requests of ${restorer.maxParallel} in each pod, PostgreSQL and sidecar together, and no lower limit of the sidecar`,
    ],
    [
      left({}, RESTORE_CALLS.promoted),
      'dataDurability preferred, which rules out rpo.failover: commits are acknowledged before a standby is back',
    ],
  ];
  const enough = Math.floor((1000 * (limit - total + now)) / secondsOf(calls, restorer, 1));
  const drill = `platform.restoreCallMilliseconds ${enough}, if the drill failover shows that a start takes no longer (${s(limit)})`;
  return [
    ...ways.filter(([seconds]) => seconds < total).map(([seconds, way]) => `${way} (${s(seconds)})`),
    ...(enough >= FASTEST ? [drill] : []),
  ];
}
