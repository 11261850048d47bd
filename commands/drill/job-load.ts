import type { JobDatabase } from '../../constructs/drills/drill-pods';
import { KubeError } from '../kube/kube-port';
import type { DrillRun } from './drill-run';
import { podOfJob } from './job-pod';
import { writerJob } from './jobs';
import { running } from './lookouts';
import type { Attempt } from './outage';
import type { Load } from './write-load';

/**
 * A load inside of the cluster. Where the network is cut it is the only honest one: a port-forward enters the pod through its node, and
 * no network policy holds it up.
 */
export function jobLoad(run: DrillRun, database: JobDatabase): Load {
  const { kube, origin } = run;
  let last: readonly Attempt[] = [];
  async function attempts(): Promise<readonly Attempt[]> {
    const pod = await podOfJob(kube, origin);
    if (pod === undefined) return last;
    try {
      last = readAttempts(await kube.log(origin.namespace, pod));
    } catch (error) {
      // 400: the container has not started.
      if (!(error instanceof KubeError) || error.code !== 400) throw error;
    }
    return last;
  }
  return {
    start: () => kube.create(writerJob(origin, database)),
    attempts,
    async stop() {
      const all = await attempts().catch(() => last);
      // One that cannot be deleted now is swept at the end.
      await kube.delete({ kind: 'Job', name: origin.id, namespace: origin.namespace }).catch(() => {});
      return all;
    },
    lookout: running(run),
  };
}

/** Lines `ack 12 1763730301500` and `err 13 1763730303600`; a line that is still being written is left out. */
export function readAttempts(log: string): Attempt[] {
  return [...log.matchAll(/^(ack|err) (\d+) (\d+)\n/gm)].map(([, word, row, at]) => ({
    row: Number(row),
    at: Number(at),
    acknowledged: word === 'ack',
  }));
}
