/**
 * Seconds between acknowledged writes, measured: three nodes in three zones, Kubernetes 1.34.4, CNPG 1.28.0 and 1.28.4, PostgreSQL 17,
 * synchronous replication any 1 required, a client that stays connected. No acknowledged row was lost in any run. They are observations,
 * not bounds: a large write load, a slow volume or a slow network adds to them. A drill shows how much.
 */
export const MEASURED = {
  /** Pod deleted: 191 s with the default smart shutdown of 180 s. The worst difference of all runs: 11.0, 6.7, 3.7 and 3.6 s. */
  SHUTDOWN_AND_PROMOTION: 11,
  /** A requested switchover, with three instances. */
  SWITCHOVER: 8.1,
  /** Postmaster killed: it restarts in its pod. */
  RESTART_IN_PLACE: 9.6,
  /** One instance, from nothing to healthy. */
  SINGLE_INSTANCE_START: 30,
} as const;

/**
 * Calls of `restore_command` after a fault, each a start of `barman-cloud-wal-restore`: CNPG 1.28.0, plugin 0.11.0, two cores for everything.
 * A call for a segment starts `wal.maxParallel` of them at once, one for a history file always one.
 */
export const RESTORE_CALLS = {
  /** In sequence: history, segment, segment, history, history. */
  promoted: { history: 3, segment: 2 },
  /** 9 to 13 until it streams. The most, divided as those of the promoted one are, which is what the measured outages fit. */
  follower: { history: 8, segment: 5 },
  /** No instance is promoted. Inferred: a killed postmaster took 17 s with an archive, 9.6 s without. */
  restarted: { history: 4, segment: 3 },
} as const;

/**
 * What shortens the time from NotReady to the next write:
 * - A `net.ipv4.tcp_retries2` of at most 3 in the operator's pod: the operator's status request to a vanished instance ends
 * - B `wal_retrieve_retry_interval` of at most 1 s: standbys attach to the new primary sooner, and writes wait for one
 * - C the instances tolerate unreachable and not-ready nodes for 0 s
 * - D `STANDBY_TCP_USER_TIMEOUT` of at most 2 s
 * - E two operators on different nodes
 */
export type Setting = 'A' | 'B' | 'C' | 'D' | 'E';

interface AfterDetection {
  readonly settings: readonly Setting[];
  /** The worst outage of the runs, minus node monitor grace period and node monitor period, which were 16 s and 2 s. */
  readonly seconds: number;
  readonly outage: number;
}

/** From the best to the worst: the first with all its settings in force applies. */
export const AFTER_DETECTION: Readonly<Record<'nodeLoss' | 'partition', readonly AfterDetection[]>> = {
  nodeLoss: [
    { settings: ['B', 'C', 'D', 'E'], seconds: 5.5, outage: 23.5 },
    { settings: [], seconds: 9.8, outage: 27.8 },
  ],
  partition: [
    { settings: ['A', 'B', 'C', 'D', 'E'], seconds: 6.1, outage: 24.1 },
    { settings: ['A', 'B'], seconds: 13.1, outage: 31.1 },
    { settings: ['B', 'C', 'D', 'E'], seconds: 30.7, outage: 48.7 },
    { settings: [], seconds: 40.6, outage: 58.6 },
  ],
};

/** The operator releases before this one can miss an unreachable node (#10448), and leave the old primary in the service (#10409). */
export const UNREACHABLE_FIXED_IN = '1.28.3';
