import { at, text } from '../../manifests/object/manifest';
import { CLUSTER_LABEL, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { type ClusterObserver, type ClusterState, isHealthy } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';
import { takingOver } from './lookouts';
import { readyForFault } from './new-primary';
import { type PluginPod, pluginPods } from './plugin-pods';
import { until } from './until';

export interface ChosenNode {
  readonly node: string;
  readonly before: ClusterState;
  /** What the report says of it. */
  readonly facts: Readonly<Record<string, string>>;
}

/**
 * The primary's node. Where a plugin's pod is on the node of another instance, that one is made the primary first: the operator promotes
 * nobody while no plugin answers, so the loss of both at once is what a cluster has to survive.
 */
export async function worstNode(run: DrillRun, observer: ClusterObserver): Promise<ChosenNode> {
  const { kube, settings } = run;
  const state = await readyForFault(observer);
  const plugins = await pluginPods(kube, settings.operatorNamespace, state.manifest);
  const better =
    settings.keepPrimary || typeof plugins === 'string' ? undefined : await instanceBeside(run, state, plugins);
  const before = better === undefined ? state : await switchOver(run, observer, better);
  const node = await nodeOf(run, before.currentPrimary);
  if (node === undefined) throw new DrillFailure(`pod ${before.currentPrimary} is on no node`);
  return {
    node,
    before,
    facts: { node, ...(better && { 'switched over first to': better }), ...factsOf(node, plugins) },
  };
}

function factsOf(node: string, plugins: readonly PluginPod[] | string): Readonly<Record<string, string>> {
  if (typeof plugins === 'string') return { 'plugin on the lost node': `not known: ${plugins}` };
  if (plugins.length === 0) return { 'plugin on the lost node': 'no: the cluster uses none' };
  const here = plugins.filter((each) => each.node === node).length;
  const answer =
    here === 0 ? 'no' : here === plugins.length ? 'yes, and nowhere else' : `yes, ${here} of ${plugins.length} pods`;
  const places = plugins.map((each) => `${each.pod} on ${each.node}`).join(', ');
  return { 'plugin on the lost node': answer, 'plugin pods before': places };
}

/** Another instance that shares its node with a plugin, where the primary does not. */
async function instanceBeside(
  run: DrillRun,
  { currentPrimary }: ClusterState,
  plugins: readonly PluginPod[],
): Promise<string | undefined> {
  const { kube, target } = run;
  const nodes = new Set(plugins.map(({ node }) => node));
  const pods = await kube.list('Pod', target.namespace, `${CLUSTER_LABEL}=${target.cluster}`);
  const beside = pods
    .filter(({ metadata }) => metadata.labels?.[POD_ROLE_LABEL] === 'instance')
    .filter((pod) => nodes.has(text(at(pod, 'spec.nodeName')) ?? ''))
    .flatMap(({ metadata }) => metadata.name ?? [])
    .sort();
  return beside.includes(currentPrimary) ? undefined : beside[0];
}

/** What `kubectl cnpg promote` does. */
async function switchOver(run: DrillRun, observer: ClusterObserver, to: string): Promise<ClusterState> {
  const { kube, target, clock, timeline } = run;
  timeline.add('drill', `${to} is made the primary: its node carries the plugin`);
  const status = {
    targetPrimary: to,
    targetPrimaryTimestamp: new Date(clock.now()).toISOString().replace('Z', '000Z'),
    phase: 'Switchover in progress',
    phaseReason: `Switching over to ${to}`,
  };
  await kube.patch({ kind: 'Cluster', name: target.cluster, namespace: target.namespace }, { status }, 'status');
  const isOver = async () => {
    const state = await observer.look();
    return (state.currentPrimary === to && isHealthy(state)) || undefined;
  };
  await until(run, `switchover to ${to}, on the node of the plugin (--keep-primary skips it)`, isOver, takingOver(run));
  return readyForFault(observer);
}

async function nodeOf({ kube, target }: DrillRun, name: string): Promise<string | undefined> {
  const pod = await kube.read({ kind: 'Pod', name, namespace: target.namespace });
  return text(at(pod, 'spec.nodeName'));
}
