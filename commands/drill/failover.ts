import { serviceName } from '../../values/cnpg/derived-names';
import { ClusterObserver } from './cluster-state';
import type { DrillFindings, DrillRun } from './drill-run';
import { measureOutage } from './measure-outage';
import { aftermath, newPrimary, readyForFault, redundancy } from './new-primary';
import { writeLoad } from './write-load';

/** Deletes the primary's pod while rows are committed through the read-write service. */
export async function failover(run: DrillRun): Promise<DrillFindings> {
  const { kube, timeline, target, clock } = run;
  const observer = new ClusterObserver(run);
  const before = await readyForFault(observer);
  const writer = run.writer({ cluster: target.cluster, service: serviceName(target.cluster, 'rw') });
  return measureOutage(run, writer, writeLoad(writer, clock), {
    async fault() {
      timeline.add('drill', `pod ${before.currentPrimary} is deleted`);
      await kube.delete({ kind: 'Pod', name: before.currentPrimary, namespace: target.namespace });
    },
    recovery: () => newPrimary(run, observer, before),
    settle: () => redundancy(run, observer),
    afterwards: (fault) => aftermath(run, observer, before, fault),
  });
}
