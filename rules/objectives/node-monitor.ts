import type { Redundancy } from '../../manifests/cnpg/redundancy';
import { at, list, record } from '../../manifests/object/manifest';
import type { Assumption, Gap } from './claim';
import { NOT_READY, type Setting } from './measurements';
import { KUBERNETES } from './platform';
import { count, HOST, type PromisingCluster, parameterSeconds, s, ZONE } from './promising-cluster';

/** Late heartbeats before a node is considered lost; with fewer, one slow request causes a failover. */
const HEARTBEATS = 4;

/** Which of the measured settings are in force. */
export function settingsOf(subject: PromisingCluster): ReadonlySet<Setting> {
  const { operator } = subject.platform;
  const holds: Readonly<Record<Setting, boolean>> = {
    A: operator.tcpRetries2 <= 3,
    B: (parameterSeconds(subject, 'wal_retrieve_retry_interval') ?? Number.POSITIVE_INFINITY) <= 1,
    C: ['unreachable', 'not-ready'].every((taint) => toleratesForNothing(subject, `node.kubernetes.io/${taint}`)),
    D: operator.standbyTcpUserTimeout !== undefined && operator.standbyTcpUserTimeout <= 2,
    E: operator.replicas >= 2,
  };
  return new Set((Object.keys(holds) as Setting[]).filter((setting) => holds[setting]));
}

/** Without a second operator the fault may take the only one, and no instance is promoted. */
export function operatorGaps({ platform: { operator, gracePeriod, heartbeat }, instances }: PromisingCluster): Gap[] {
  if (instances < 2) return [];
  const gaps: Gap[] = [];
  if (operator.replicas < 2) {
    gaps.push({
      path: null,
      message: `the only operator may run on the lost node, and Kubernetes replaces its pod 300 s later: no instance is promoted until then${operator.source === undefined ? '' : ` (${operator.source})`}`,
      fix: 'run two operator replicas on different nodes: replicaCount 2 and required anti-affinity in the values of the chart, or platform.operatorReplicas if the chart is not in this repository',
    });
  }
  if (heartbeat * HEARTBEATS > gracePeriod) {
    gaps.push({
      path: null,
      message: `a node monitor grace period of ${s(gracePeriod)} is less than ${HEARTBEATS} heartbeats of ${s(heartbeat)}: one slow request looks like a lost node`,
      fix: `let the kubelets report every ${s(Math.max(1, Math.floor(gracePeriod / HEARTBEATS)))} (nodeStatusUpdateFrequency) and renew their lease as often, or wait longer`,
    });
  }
  return gaps;
}

/** What the platform must do, and the outage if it does not. */
export function nodeMonitor(subject: PromisingCluster, afterDetection: number): Assumption[] {
  const { gracePeriod, monitorPeriod, heartbeat, operator } = subject.platform;
  const { GRACE_PERIOD, MONITOR_PERIOD } = KUBERNETES;
  const byDefault = GRACE_PERIOD + MONITOR_PERIOD + afterDetection;
  const assumptions: Assumption[] = [
    {
      assumed: `kube-controller-manager runs with --node-monitor-grace-period=${gracePeriod}s --node-monitor-period=${monitorPeriod}s, kubelets report every ${s(heartbeat)}`,
      otherwise: `with the Kubernetes defaults, which a managed control plane does not let you change, it is ${s(byDefault)}`,
    },
    {
      assumed: `the pods of the lost node are not ready ${s(gracePeriod + monitorPeriod)} after the fault, and load, volumes and network are as in the measurement`,
      otherwise: `it takes longer: with ${s(NOT_READY.GRACE_AND_PERIOD)} it was ${NOT_READY.AFTER}. Measure it with the drill node-loss; a shorter grace period helps, and gives up more nodes that are only slow`,
    },
  ];
  if (operator.source === undefined) {
    assumptions.push({
      assumed: `${count(operator.replicas, 'operator replica')} on different nodes, with net.ipv4.tcp_retries2=${operator.tcpRetries2} and STANDBY_TCP_USER_TIMEOUT ${operator.standbyTcpUserTimeout === undefined ? 'of CNPG' : s(operator.standbyTcpUserTimeout)}`,
      otherwise:
        'no instance is promoted while the only operator is lost, or while its request to the lost instance hangs for 30 s',
    });
  } else if (operator.replicas >= 2 && !isOnNodes(operator.apartBy)) {
    assumptions.push({
      assumed: `the ${operator.replicas} operator replicas are on different nodes, which ${operator.source} ${requirementOf(operator)}`,
      otherwise:
        'they are lost together, and Kubernetes replaces their pods 300 s later: no instance is promoted until then',
    });
  }
  if (operator.source !== undefined && operator.tcpRetries2 <= 3) {
    assumptions.push({
      assumed: 'kubelets allow the unsafe sysctl net.ipv4.tcp_retries2 (allowedUnsafeSysctls)',
      otherwise: "the operator's pod is refused, and no instance is promoted",
    });
  }
  return assumptions;
}

/** Whether spreading pods by these labels puts them on different nodes. */
export function isOnNodes(labels: readonly string[]): boolean {
  return [HOST, ZONE].some((label) => labels.includes(label));
}

export function requirementOf({ spreadBy }: Redundancy): string {
  return isOnNodes(spreadBy) ? 'requires only if there are two' : 'does not require';
}

/** The loss of a zone takes every operator in it. */
export function operatorZones({ platform: { operator } }: PromisingCluster): Assumption[] {
  if (operator.replicas < 2 || operator.apartBy.includes(ZONE)) return [];
  return [
    {
      assumed: `the ${operator.replicas} operator replicas are in different zones`,
      otherwise: 'they are lost together, and no instance is promoted until Kubernetes has replaced one of them',
    },
  ];
}

function toleratesForNothing({ cluster }: PromisingCluster, taint: string): boolean {
  return list(at(cluster, 'spec.affinity.tolerations'))
    .map(record)
    .some(({ key, effect, tolerationSeconds }) => key === taint && effect === 'NoExecute' && tolerationSeconds === 0);
}
