import { applicationsOf, OPERATOR_CHART, sourcesOf } from '../../manifests/argo/argo';
import { pluginDeploymentIn } from '../../manifests/cnpg/plugin-deployment';
import { chartLabels, type Redundancy, redundancyOf } from '../../manifests/cnpg/redundancy';
import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Objectives, PlatformAssumptions } from '../../values/declarations/objectives';

/** What is assumed of everything outside the Cluster: set in the objectives, read from the operator's Application, or default. */
export interface AssumedPlatform {
  readonly gracePeriod: number;
  readonly monitorPeriod: number;
  readonly heartbeat: number;
  readonly walUpload: number;
  readonly restartsPerMonth: number;
  readonly failuresPerMonth: number;
  readonly operator: Operator;
  readonly plugin: PluginRedundancy;
  /** Seconds that one start of `barman-cloud-wal-restore` takes on a core of its own. */
  readonly restoreCall: number;
  /** Cores that a `restore_command` gets in a failover without a CPU request. */
  readonly sidecarCores: number;
}

/** How the operator runs, and where that is declared. */
export interface Operator extends Redundancy {
  readonly tcpRetries2: number;
  /** Undefined where it is CNPG's own. */
  readonly standbyTcpUserTimeout: number | undefined;
  /** `Application argocd/cnpg`, or nothing if the objectives, or nothing at all, declare it. */
  readonly source: string | undefined;
}

/** How the Barman Cloud plugin runs, and where that is declared. */
export interface PluginRedundancy extends Redundancy {
  /** Only one of its pods answers the operator. */
  readonly electsLeader: boolean;
  readonly source: string | undefined;
  /** What of the source is not understood. @default - nothing */
  readonly unread?: string;
}

/** The default of Kubernetes' node monitor, and of the kubelet, in seconds. */
export const KUBERNETES = { GRACE_PERIOD: 50, MONITOR_PERIOD: 5, HEARTBEAT: 10 } as const;

const LINUX_TCP_RETRIES2 = 15;

export function platformOf({ platform = {} }: Objectives, index: Index): AssumedPlatform {
  return {
    gracePeriod: platform.nodeMonitorGracePeriod?.toSeconds() ?? KUBERNETES.GRACE_PERIOD,
    monitorPeriod: platform.nodeMonitorPeriod?.toSeconds() ?? KUBERNETES.MONITOR_PERIOD,
    heartbeat: platform.nodeStatusUpdateFrequency?.toSeconds() ?? KUBERNETES.HEARTBEAT,
    walUpload: platform.walUpload?.toSeconds() ?? 60,
    restartsPerMonth: platform.restartsPerMonth ?? 4,
    failuresPerMonth: platform.failuresPerMonth ?? 1,
    operator: operatorOf(platform, applicationsOf('operator', index)[0]),
    plugin: pluginDeploymentIn(index) ?? {
      replicas: platform.pluginReplicas ?? 1,
      ...ANYWHERE,
      electsLeader: false,
      source: undefined,
    },
    restoreCall: (platform.restoreCallMilliseconds ?? 1000) / 1000,
    sidecarCores: platform.sidecarCores ?? 1,
  };
}

const ANYWHERE = { apartBy: [], spreadBy: [] } as const;

function operatorOf(platform: PlatformAssumptions, application: Manifest | undefined): Operator {
  if (application !== undefined) return fromApplication(application);
  return {
    replicas: platform.operatorReplicas ?? 1,
    tcpRetries2: platform.operatorTcpRetries2 ?? LINUX_TCP_RETRIES2,
    standbyTcpUserTimeout: platform.standbyTcpUserTimeout?.toSeconds(),
    ...ANYWHERE,
    source: undefined,
  };
}

/** What the values of the chart `cloudnative-pg` say, whatever the objectives say. */
function fromApplication(application: Manifest): Operator {
  const values = at(application, 'spec.source.helm.valuesObject');
  const sysctl = list(at(values, 'podSecurityContext.sysctls'))
    .map(record)
    .find(({ name }) => name === 'net.ipv4.tcp_retries2');
  // Milliseconds, as the ConfigMap has them.
  const timeout = Number(text(at(values, 'config.data.STANDBY_TCP_USER_TIMEOUT')) ?? Number.NaN);
  const release = sourcesOf(application).find(({ chart }) => chart === OPERATOR_CHART)?.release;
  const labels = chartLabels(text(at(values, 'nameOverride')) ?? OPERATOR_CHART, release);
  return {
    ...redundancyOf(at(values, 'replicaCount'), values, labels),
    tcpRetries2: Number(sysctl?.value ?? LINUX_TCP_RETRIES2),
    standbyTcpUserTimeout: Number.isFinite(timeout) ? timeout / 1000 : undefined,
    source: `Application ${application.metadata.namespace ?? 'argocd'}/${application.metadata.name}`,
  };
}
