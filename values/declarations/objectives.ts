import { type Keys, oneOf } from '../text/keys';
import type { Duration } from '../time/duration';
import type { Retention } from '../time/retention';

/**
 * What a cluster promises, as data. Synth proves each objective from the manifests or fails; what is left out is not promised.
 * @see https://cloudnative-pg.io/documentation/1.28/architecture/
 */
export interface Objectives {
  /** How much acknowledged work may be lost. @default - nothing is promised */
  readonly rpo?: {
    /** When a standby takes over: 0 with required synchronous replication. @default - nothing is promised */
    readonly failover?: Duration;
    /** When all instances and volumes are gone and the archive is what is left. @default - nothing is promised */
    readonly disaster?: Duration;
  };
  /** How long writes may be refused after a fault of the primary. @default - nothing is promised */
  readonly rto?: {
    /** Its pod is deleted while clients hold connections. @default - nothing is promised */
    readonly podLoss?: Duration;
    /** Its node loses power. @default - nothing is promised */
    readonly nodeLoss?: Duration;
    /** All nodes of its zone lose power. @default - nothing is promised */
    readonly zoneLoss?: Duration;
    /** Its node is cut off from the network without a word. @default - nothing is promised */
    readonly partition?: Duration;
  };
  /** How far back any second can be recovered, in days, weeks or months. @default - nothing is promised */
  readonly pitrWindow?: Retention;
  /** Share of a month of 30 days in which writes are served, in percent, above 0 and below 100. @default - nothing is promised */
  readonly availability?: number;
  /** Over how many zones the instances are spread, from 1. @default - nothing is promised */
  readonly zones?: number;
  /** `required`: nobody connects over the network without TLS. @default - nothing is promised */
  readonly tls?: 'required';
  /** How long statements may take. @default - nothing is promised */
  readonly latency?: {
    /** The slowest of 99 in 100 statements, in milliseconds, from 1. */
    readonly p99Milliseconds: number;
  };
  /** What is assumed of everything outside the manifests. @default - each value's own default */
  readonly platform?: PlatformAssumptions;
}

/** What no manifest sets: the proof assumes it and says so. */
export interface PlatformAssumptions {
  /** `--node-monitor-grace-period` of kube-controller-manager. @default 50 s */
  readonly nodeMonitorGracePeriod?: Duration;
  /** `--node-monitor-period` of kube-controller-manager. @default 5 s */
  readonly nodeMonitorPeriod?: Duration;
  /** How often the kubelet reports: its `nodeStatusUpdateFrequency`, and a quarter of `nodeLeaseDurationSeconds`. @default 10 s */
  readonly nodeStatusUpdateFrequency?: Duration;
  /** Replicas of the operator, on different nodes, from 1; its Application in the same run is believed first. @default 1 */
  readonly operatorReplicas?: number;
  /** `net.ipv4.tcp_retries2` in the operator's pod, 1 to 15. @default 15 */
  readonly operatorTcpRetries2?: number;
  /** `STANDBY_TCP_USER_TIMEOUT` of the operator. @default - CNPG's own */
  readonly standbyTcpUserTimeout?: Duration;
  /** Pods of the Barman Cloud plugin that serve, on different nodes, from 1; a manifest that installs it in the same run is believed first. @default 1 */
  readonly pluginReplicas?: number;
  /**
   * How long one start of `barman-cloud-wal-restore`, which is Python, takes on a core of its own, with the answer of the object store, in
   * milliseconds, from 1: the drills `failover` and `node-loss` measure it, and fail where it takes longer.
   * @default 1000
   */
  readonly restoreCallMilliseconds?: number;
  /**
   * Cores, above 0, that the plugin's container of an instance gets in a failover although nobody requested them; never more than its limit.
   * @default 1
   */
  readonly sidecarCores?: number;
  /** How long the last WAL segment takes to get into the object store. @default 60 s */
  readonly walUpload?: Duration;
  /** Planned restarts of the primary in a month, from 0. @default 4 */
  readonly restartsPerMonth?: number;
  /** Faults of the primary in a month, from 0. @default 1 */
  readonly failuresPerMonth?: number;
}

/** The annotation of a Cluster in which its objectives travel, so that manifests alone can be proven. */
export const OBJECTIVES_ANNOTATION = 'cnpg-gitops/objectives';

/** Keys of {@link Objectives}. */
export const OBJECTIVES_KEYS: Keys<Objectives> = {
  rpo: { failover: true, disaster: true },
  rto: { podLoss: true, nodeLoss: true, zoneLoss: true, partition: true },
  pitrWindow: true,
  availability: true,
  zones: true,
  tls: oneOf({ required: true }),
  latency: { p99Milliseconds: true },
  platform: {
    nodeMonitorGracePeriod: true,
    nodeMonitorPeriod: true,
    nodeStatusUpdateFrequency: true,
    operatorReplicas: true,
    pluginReplicas: true,
    restoreCallMilliseconds: true,
    sidecarCores: true,
    operatorTcpRetries2: true,
    standbyTcpUserTimeout: true,
    walUpload: true,
    restartsPerMonth: true,
    failuresPerMonth: true,
  },
};
