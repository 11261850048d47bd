import { partitionPolicy } from '../../manifests/drills/drill-policies';
import { DRILL_CLUSTER_ANNOTATION } from '../../manifests/drills/labels';
import { selects } from '../../manifests/drills/selector';
import { record, text } from '../../manifests/object/manifest';
import { serviceName } from '../../values/cnpg/derived-names';
import { DRILL_LABEL, NOT_PARTITIONED, PARTITION_LABEL } from '../../values/cnpg/drill';
import type { ObjectRef } from '../kube/kube-port';
import { ClusterObserver, type ClusterState } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillFindings, DrillRun } from './drill-run';
import { jobDatabase } from './job-database';
import { jobLoad } from './job-load';
import { measureOutage } from './measure-outage';
import { aftermath, newPrimary, readyForFault, redundancy } from './new-primary';
import { releasePod, tried } from './sweep';

/** Cuts the primary's pod off from the network, and puts it back once another instance has taken over. */
export async function partition(run: DrillRun): Promise<DrillFindings> {
  const { kube, timeline, target, origin } = run;
  const observer = new ClusterObserver(run);
  const before = await readyForFault(observer);
  const pod: ObjectRef = { kind: 'Pod', name: before.currentPrimary, namespace: target.namespace };
  await refuseOpenPolicies(run, before);
  const writer = run.writer({ cluster: target.cluster, service: serviceName(target.cluster, 'rw') });
  const load = jobLoad(run, await jobDatabase(run, before.manifest));
  return measureOutage(run, writer, load, {
    async fault() {
      await kube.create(partitionPolicy(origin));
      const annotations = { [DRILL_CLUSTER_ANNOTATION]: `${origin.namespace}/${origin.cluster}` };
      const labels = { [DRILL_LABEL]: origin.id, [PARTITION_LABEL]: origin.id };
      await kube.patch(pod, { metadata: { labels, annotations } });
      timeline.add('drill', `pod ${before.currentPrimary} is cut off`);
    },
    recovery: () => newPrimary(run, observer, before),
    async heal() {
      const problem = await tried(run.clock, () => releasePod(kube, pod));
      if (problem !== undefined) throw new DrillFailure(problem);
      timeline.add('drill', `pod ${before.currentPrimary} is connected again`);
    },
    settle: () => redundancy(run, observer),
    afterwards: (fault) => aftermath(run, observer, before, fault),
  });
}

/** Network policies only add permissions: one that goes on selecting the pod would keep it connected, and the drill would show nothing. */
async function refuseOpenPolicies({ kube, target, origin }: DrillRun, { currentPrimary }: ClusterState): Promise<void> {
  const pod = await kube.read({ kind: 'Pod', name: currentPrimary, namespace: target.namespace });
  const labels = { ...(pod?.metadata.labels ?? {}), [DRILL_LABEL]: origin.id, [PARTITION_LABEL]: origin.id };
  const policies = await kube.list('NetworkPolicy', target.namespace, '');
  const open = policies.filter(({ spec }) => selects(record(spec).podSelector, labels) && permits(record(spec)));
  if (open.length === 0) return;
  const names = open.map(({ metadata }) => text(metadata.name)).join(', ');
  throw new DrillFailure(
    `NetworkPolicy ${names}: it would keep pod ${currentPrimary} connected; add {key: ${NOT_PARTITIONED.key}, operator: ${NOT_PARTITIONED.operator}} to the matchExpressions of its podSelector`,
  );
}

function permits({ ingress, egress }: Readonly<Record<string, unknown>>): boolean {
  return [ingress, egress].some((rules) => Array.isArray(rules) && rules.length > 0);
}
