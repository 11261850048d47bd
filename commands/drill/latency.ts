import { at, text } from '../../manifests/object/manifest';
import { ClusterObserver } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillFindings, DrillRun, Measure } from './drill-run';
import { jobDatabase } from './job-database';
import { podOfJob } from './job-pod';
import { pgbenchJob } from './jobs';
import { running } from './lookouts';
import { percentile, readHistogram } from './percentiles';
import { until } from './until';

const PERCENTILES = ['50', '95', '99'];

/** Runs pgbench in the cluster against the read-write service. */
export async function latencyDrill(run: DrillRun): Promise<DrillFindings> {
  const { kube, origin, timeline, objectives, settings } = run;
  const { manifest } = await new ClusterObserver(run).look();
  const { seconds } = settings.pgbench;
  await kube.create(pgbenchJob(origin, await jobDatabase(run, manifest), settings.pgbench));
  timeline.add('drill', `pgbench starts, for ${seconds} s`);
  const ended = await until(
    { ...run, limit: run.limit + seconds * 1000 },
    'pgbench ends',
    async () => {
      const job = await kube.read({ kind: 'Job', name: origin.id, namespace: origin.namespace });
      const counts = [at(job, 'status.succeeded'), at(job, 'status.failed')];
      return counts.some((count) => Number(count) > 0) ? job : undefined;
    },
    running(run),
  );
  timeline.add('drill', 'pgbench has ended');
  const log = await until(run, 'the log of pgbench is read', async () => {
    const pod = await podOfJob(kube, origin);
    return pod === undefined ? undefined : kube.log(origin.namespace, pod);
  });
  const histogram = readHistogram(log);
  if (Number(at(ended, 'status.failed')) > 0 || histogram.length === 0) {
    throw new DrillFailure(`pgbench failed: ${lastLine(log)}`);
  }
  const transactions = histogram.reduce((sum, { count }) => sum + count, 0);
  const limits = objectives.latency ?? {};
  const wanted = [...new Set([...PERCENTILES, ...Object.keys(limits)])].sort((a, b) => Number(a) - Number(b));
  const measures = wanted.map(
    (each): Measure => ({
      name: `latency, percentile ${each}`,
      value: percentile(histogram, Number(each)),
      unit: 'ms',
      limit: limits[each],
    }),
  );
  return {
    measures: [...measures, { name: 'transactions', value: transactions / seconds, unit: '/s' }],
    facts: { image: text(at(manifest, 'spec.imageName')) ?? 'of a catalog', clients: String(settings.pgbench.clients) },
    gaps: [],
    failures: [],
  };
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1) || 'it printed nothing';
}
