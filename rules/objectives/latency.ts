import { synchronyOf } from '../../manifests/cnpg/cluster-traits';
import { PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Claim, Gap } from './claim';
import { type PromisingCluster, parameterSeconds } from './promising-cluster';

/** No manifest bounds how long statements take. It can only make sure that every slow statement is logged. */
export function latency(subject: PromisingCluster): Claim[] {
  const limit = subject.objectives.latency?.p99Milliseconds;
  if (limit === undefined) return [];
  const logged = parameterSeconds(subject, 'log_min_duration_statement');
  const from = logged === undefined ? undefined : logged * 1000;
  const gaps: Gap[] = [];
  if (from === undefined || from > limit) {
    gaps.push({
      path: `${PARAMETERS}.log_min_duration_statement`,
      message: `statements are logged ${from === undefined ? 'never' : `from ${from} ms on`}, so one that takes longer than ${limit} ms leaves no trace`,
      fix: `set log_min_duration_statement: '${limit}'`,
    });
  }
  const waits =
    synchronyOf(subject.cluster) === undefined
      ? 'no standby'
      : `${synchronyOf(subject.cluster)?.number} standby, one round trip`;
  return [
    {
      rule: 'objective-latency',
      promise: `99 of 100 statements take at most ${limit} ms`,
      steps: [`a commit waits for ${waits}`, `statements from ${from ?? 'no'} ms on are logged`],
      gaps,
      assumptions: [
        {
          assumed: 'the last latency drill under the real load met the limit',
          otherwise: 'nothing supports the promise: no manifest bounds how long a statement takes',
        },
      ],
    },
  ];
}
