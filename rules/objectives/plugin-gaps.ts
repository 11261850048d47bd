import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import type { Assumption, Gap } from './claim';
import { isOnNodes, requirementOf } from './node-monitor';
import { count, type PromisingCluster, ZONE } from './promising-cluster';

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

/** What the proof assumes of the plugin, after a fault of one node or of a whole zone. */
export function pluginAssumptions(subject: PromisingCluster, fault: 'node' | 'zone'): Assumption[] {
  if (subject.instances < 2 || !usesPlugin(subject) || !survives(subject)) return [];
  const { plugin } = subject.platform;
  const pods = `the ${count(plugin.replicas, 'pod')} of the Barman Cloud plugin`;
  const otherwise = 'they are lost together, and no instance is promoted until the plugin answers again';
  const assumptions: Assumption[] = [];
  if (!isOnNodes(plugin.apartBy)) {
    const how = plugin.source === undefined ? '' : `, which ${plugin.source} ${requirementOf(plugin)}`;
    assumptions.push({ assumed: `${pods} are on different nodes${how}`, otherwise });
  }
  if (fault === 'zone' && !plugin.apartBy.includes(ZONE)) {
    assumptions.push({ assumed: `${pods} are in different zones`, otherwise });
  }
  if (plugin.source === undefined) {
    assumptions.push({
      assumed: `${pods} run with --leader-elect=false`,
      otherwise: 'only the one with the lease answers: if it is lost, no instance is promoted for minutes',
    });
  }
  if (plugin.unread !== undefined) {
    assumptions.push({
      assumed: `${plugin.unread} in ${plugin.source}, which cannot be read here, change neither replicas, arguments nor placement of the plugin`,
      otherwise: 'its pods may be fewer, answer in turns, or be lost together',
    });
  }
  return assumptions;
}

/** The additional outage of a fault that may take the plugin with it. */
export function pluginSeconds(subject: PromisingCluster): number {
  return subject.instances < 2 || !usesPlugin(subject) || survives(subject) ? 0 : REPLACED + BACK_OFF;
}
