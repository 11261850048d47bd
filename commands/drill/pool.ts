import { at, type Manifest, text } from '../../manifests/object/manifest';
import { POOLER_LABEL } from '../../values/cnpg/cnpg-metadata';
import { UsageError } from '../cli/usage-error';
import { DrillFailure } from './drill-failure';
import type { DrillFindings, DrillRun } from './drill-run';
import { podsComingUp } from './lookouts';
import { measureOutage } from './measure-outage';
import { until } from './until';
import { writeLoad } from './write-load';

/** Deletes the pooler's pod that serves the writer, while rows are committed through the pooler. */
export async function pool(run: DrillRun): Promise<DrillFindings> {
  const { kube, timeline, target, clock } = run;
  const name = await poolerName(run);
  const selector = `${POOLER_LABEL}=${name}`;
  const ready = async () => readyPods(await kube.list('Pod', target.namespace, selector));
  const before = await ready();
  const victim = before[0];
  if (victim === undefined) throw new DrillFailure(`Pooler ${name} has no pod that is ready`);
  const writer = run.writer({ cluster: target.cluster, service: name });
  return measureOutage(run, writer, writeLoad(writer, clock), {
    async fault() {
      timeline.add('drill', `pod ${victim} of the pooler is deleted`);
      await kube.delete({ kind: 'Pod', name: victim, namespace: target.namespace });
    },
    async recovery() {
      const now = await until(
        run,
        `${before.length} pods of the pooler are ready again`,
        async () => {
          const pods = (await ready()).filter((pod) => pod !== victim);
          return pods.length >= before.length ? pods : undefined;
        },
        podsComingUp(run, selector),
      );
      return { pooler: name, 'pods before': before.join(', '), 'pods after': now.join(', ') };
    },
  });
}

async function poolerName({ kube, target, settings }: DrillRun): Promise<string> {
  const poolers = await kube.list('Pooler', target.namespace, '');
  const names = poolers
    .filter((pooler) => at(pooler, 'spec.cluster.name') === target.cluster && at(pooler, 'spec.type') !== 'ro')
    .flatMap(({ metadata }) => metadata.name ?? [])
    .sort();
  const name = settings.pooler ?? (names.length === 1 ? names[0] : undefined);
  if (name !== undefined && names.includes(name)) return name;
  const there = names.join(', ') || 'none that writes';
  throw new UsageError(`drill pool: of Cluster ${target.cluster} there is ${there}; name one with --pooler`);
}

function readyPods(pods: readonly Manifest[]): string[] {
  return pods
    .filter((pod) => text(pod.metadata.deletionTimestamp) === undefined)
    .filter((pod) => conditions(pod).some(({ type, status }) => type === 'Ready' && status === 'True'))
    .flatMap(({ metadata }) => metadata.name ?? [])
    .sort();
}

function conditions(pod: Manifest): readonly { readonly type?: unknown; readonly status?: unknown }[] {
  const value = at(pod, 'status.conditions');
  return Array.isArray(value) ? value : [];
}
