import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import type { Assumption, Gap } from './claim';
import { isOnNodes, requirementOf } from './node-monitor';
import { count, type PromisingCluster } from './promising-cluster';

/** Seconds for which Kubernetes leaves a pod on a lost node, and the longest that the operator then waits before it asks again. */
const REPLACED = 300;
const BACK_OFF = 1000;

function usesPlugin({ cluster }: PromisingCluster): boolean {
  return barmanCloudOf(cluster) !== undefined;
}

/** Whether the operator still reaches the plugin after the loss of any one node. */
function survives({ platform: { plugin } }: PromisingCluster): boolean {
  return plugin.replicas >= 2 && !plugin.electsLeader;
}

/** The operator asks the plugin at every reconciliation, and promotes no instance without its answer. */
export function pluginGaps(subject: PromisingCluster): Gap[] {
  if (subject.instances < 2 || !usesPlugin(subject) || survives(subject)) return [];
  const { replicas, electsLeader, source } = subject.platform.plugin;
  const given = source === undefined ? '' : ` (${source})`;
  const what =
    replicas < 2
      ? 'the only pod of the Barman Cloud plugin may run on the lost node'
      : 'the pod of the Barman Cloud plugin that holds its lease, the only one that answers, may run on the lost node';
  return [
    {
      path: null,
      message: `${what}, and without its answer the operator promotes no instance: nine minutes were measured, and its back-off grows to ${BACK_OFF} s${given}`,
      fix: `run two pods of the plugin on different nodes${electsLeader ? ' with --leader-elect=false' : ''}${source === undefined ? ', or set platform.pluginReplicas if the plugin is not in this repository' : ''}`,
    },
  ];
}

export function pluginAssumptions(subject: PromisingCluster): Assumption[] {
  if (subject.instances < 2 || !usesPlugin(subject) || !survives(subject)) return [];
  const { plugin } = subject.platform;
  if (isOnNodes(plugin.apartBy)) return [];
  const how = plugin.source === undefined ? '' : `, which ${plugin.source} ${requirementOf(plugin)}`;
  return [
    {
      assumed: `the ${count(plugin.replicas, 'pod')} of the Barman Cloud plugin are on different nodes${how}`,
      otherwise: 'they are lost together, and no instance is promoted until the plugin answers again',
    },
  ];
}

/** The additional outage of a fault that may take the plugin with it. */
export function pluginSeconds(subject: PromisingCluster): number {
  return subject.instances < 2 || !usesPlugin(subject) || survives(subject) ? 0 : REPLACED + BACK_OFF;
}
