import { DRILL_CLUSTER_ANNOTATION } from '../../manifests/drills/labels';
import { at, list, record } from '../../manifests/object/manifest';
import { serviceName } from '../../values/cnpg/derived-names';
import { DRILL_LABEL } from '../../values/cnpg/drill';
import { UsageError } from '../cli/usage-error';
import type { ObjectRef } from '../kube/kube-port';
import { ClusterObserver } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillFindings, DrillRun } from './drill-run';
import { measureOutage } from './measure-outage';
import { aftermath, newPrimary } from './new-primary';
import { OFF_TAINT, onlyIfUnchanged, taintsOfOthers } from './sweep';
import { until } from './until';
import { worstNode } from './worst-node';
import { writeLoad } from './write-load';

/**
 * Stops the primary's node with a command of the user's. The node is cordoned once the command has stopped it, so that one that is repaired
 * by the platform gets no pod back; before, the operator would answer the cordon with a switchover, and the drill would measure that.
 */
export async function nodeLoss(run: DrillRun): Promise<DrillFindings> {
  const { kube, timeline, target, clock, settings } = run;
  const { stopNode, startNode } = settings;
  if (stopNode === undefined) {
    throw new UsageError(
      `drill node-loss: add --stop-node with the command that stops the node $NODE, such as 'ssh "$NODE" sudo poweroff -f'`,
    );
  }
  const observer = new ClusterObserver(run);
  const { node, before, facts } = await worstNode(run, observer);
  const ref: ObjectRef = { kind: 'Node', name: node };
  if (record((await kube.read(ref))?.spec).unschedulable === true) {
    throw new DrillFailure(`node ${node} is already cordoned: it is under maintenance`);
  }
  const writer = run.writer({ cluster: target.cluster, service: serviceName(target.cluster, 'rw') });
  const findings = await measureOutage(run, writer, writeLoad(writer, clock), {
    async fault() {
      await mark(run, ref);
      if (settings.cordonFirst) await cordon(run, ref);
      timeline.add('drill', `node ${node} is stopped: ${stopNode}`);
      await run.shell(stopNode, { NODE: node });
      if (!settings.cordonFirst) await cordon(run, ref);
      if (settings.nodeIsOff) await declareOff(run, ref);
    },
    recovery: () => newPrimary(run, observer, before),
    async heal() {
      if (startNode === undefined) return;
      timeline.add('drill', `node ${node} is started: ${startNode}`);
      await run.shell(startNode, { NODE: node });
    },
    afterwards: (fault) => aftermath(run, observer, before, fault),
  });
  return { ...findings, facts: { ...facts, ...findings.facts } };
}

/** Before anything is changed, so that whatever happens the node is found again. */
async function mark({ kube, origin }: DrillRun, ref: ObjectRef): Promise<void> {
  const annotations = { [DRILL_CLUSTER_ANNOTATION]: `${origin.namespace}/${origin.cluster}` };
  await kube.patch(ref, { metadata: { labels: { [DRILL_LABEL]: origin.id }, annotations } });
}

async function cordon(run: DrillRun, ref: ObjectRef): Promise<void> {
  await until(run, `node ${ref.name} is cordoned`, async () => {
    await run.kube.patch(ref, { spec: { unschedulable: true } });
    return true;
  });
  run.timeline.add('drill', `node ${ref.name} is cordoned`);
}

/**
 * Lets the volumes of a node that is off be attached elsewhere at once. On a node that still runs it corrupts them.
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
 */
async function declareOff(run: DrillRun, ref: ObjectRef): Promise<void> {
  const { kube, timeline } = run;
  await until(run, `node ${ref.name} is not ready`, async () => {
    const node = await kube.read(ref);
    const conditions = list(at(node, 'status.conditions')).map(record);
    const isReady = !conditions.some(({ type, status }) => type === 'Ready' && status !== 'True');
    if (node === undefined || isReady) return undefined;
    await kube.patch(ref, { metadata: onlyIfUnchanged(node), spec: { taints: [...taintsOfOthers(node), OFF_TAINT] } });
    return true;
  });
  timeline.add('drill', `node ${ref.name} is declared off: its volumes are detached by force`);
}
