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
 * Calls of `restore_command` that look into the archive, and for which writes wait, at most. Each is a start of `barman-cloud-wal-restore`;
 * a call for a segment starts `wal.maxParallel` of them at once. Counted with PostgreSQL 17, a primary that is killed and two standbys, one
 * required (`test/rules/objectives/restore-calls.process.ts`), 26 failovers with calls of 0 to 1.5 s. Up to the promotion standbys make more
 * of them, which nobody waits for. The pause after each call and the start of the instance manager are in the times above: both are there
 * without an archive too.
 */
export const RESTORE_CALLS = {
  /** History of the next timeline, the segment twice, history of the next timeline, history of its own. */
  promoted: { history: 3, segment: 2 },
  /**
   * After the promotion: a look for the next timeline and the segment before it connects, the new history twice, the segment on the new
   * timeline and on the old one, all in sequence.
   */
  follower: { history: 3, segment: 3 },
  /** It also looks for the timeline after the new one. From {@link FUTURE_REFUSED_IN} on the instance manager answers that without the archive. */
  followerBefore: { history: 4, segment: 3 },
  /** No instance is promoted. Inferred: a killed postmaster took 17 s with an archive, 9.6 s without. */
  restarted: { history: 4, segment: 3 },
} as const;

/** The operator from which on a standby asks no archive for a timeline that its cluster has not reached. */
export const FUTURE_REFUSED_IN = '1.28.1';

/**
 * What shortens the time from NotReady to the next write:
 * - A `net.ipv4.tcp_retries2` of at most 3 in the operator's pod: the operator's status request to a vanished instance ends
 * - B `wal_retrieve_retry_interval` of at most 1 s: standbys attach to the new primary sooner, and writes wait for one
 * - C the instances tolerate unreachable and not-ready nodes for 0 s
 * - D `STANDBY_TCP_USER_TIMEOUT` of at most 2 s
 * - E two operators on different nodes
 */
export type Setting = 'A' | 'B' | 'C' | 'D' | 'E';

/** How long it was until the pods of a lost node were not ready: heartbeats have phases. The outages below contain it. */
export const NOT_READY = { GRACE_AND_PERIOD: 18, AFTER: '14 to 20 s' } as const;

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
