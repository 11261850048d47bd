import { parseMemory } from '../../../values/postgres/gucs';
import type { Keys } from '../../../values/text/keys';
import { Duration } from '../../../values/time/duration';
import type { ClusterFacts } from './cluster-facts';

/** From where on alerts speak. Each can be set; what is not follows from the objectives and parameters of the cluster. */
export interface AlertLimits {
  /** How old the last archived WAL may be while more waits. @default - `objectives.rpo.disaster`, else 15 min */
  readonly archiveDelay: Duration;
  /** Share of a volume that must be free. @default 0.1 */
  readonly volumeFree: number;
  /** How far ahead the data volume must not become full, by the growth of the last six hours. @default 1 day */
  readonly dataVolumeForecast: Duration;
  /** How far ahead the WAL volume must not become full, by the growth of the last hour. @default 4 h */
  readonly walVolumeForecast: Duration;
  /** How many bytes of WAL a standby may be behind in replay. @default - half of what a slot may keep, at most 1 GiB */
  readonly replicationLagBytes: number;
  /** How long ago what a standby replays may have been committed. @default - `objectives.rto.podLoss`, from 30 s, else 5 min */
  readonly replicationLag: Duration;
  /** How much WAL a slot may hold, in bytes. @default - half of `max_slot_wal_keep_size`, else a quarter of the volume that WAL is on */
  readonly slotBytes: number;
  /** Share of `max_connections` and of a pooler's `max_client_conn` in use. @default 0.8 */
  readonly connections: number;
  /** How long a client may wait for a connection of the pool. @default 5 s */
  readonly poolWait: Duration;
  /** How long a transaction may be open. @default 30 min */
  readonly transaction: Duration;
  /** Age of the oldest transaction of a database. @default - twice `autovacuum_freeze_max_age`, at most 1.6 thousand million */
  readonly transactionAge: number;
  /** Age of the oldest multixact of a database. @default - twice `autovacuum_multixact_freeze_max_age`, at most 1.6 thousand million */
  readonly multixactAge: number;
  /** Deadlocks of a database in 15 minutes. @default 5 */
  readonly deadlocks: number;
  /** Checkpoints in an hour that WAL forced, before their time. @default 12 */
  readonly requestedCheckpoints: number;
  /** How long there may be no primary. @default 2 min */
  readonly noPrimary: Duration;
  /** Promotions in an hour; a rolling update makes one. @default 2 */
  readonly promotions: number;
  /** Starts of one instance's PostgreSQL in an hour; a rolling update makes two. @default 3 */
  readonly restarts: number;
  /** How long before the end of a certificate. CNPG renews its own 7 days before. @default 5 days */
  readonly certificate: Duration;
}

const GIB = 2 ** 30;
// PostgreSQL's own emergency, `vacuum_failsafe_age`.
const FAILSAFE_AGE = 1_600_000_000;
const HALF_A_MINUTE = Duration.seconds(30);

/** Keys of {@link AlertLimits}. */
export const ALERT_LIMIT_KEYS: Keys<AlertLimits> = {
  archiveDelay: true,
  volumeFree: true,
  dataVolumeForecast: true,
  walVolumeForecast: true,
  replicationLagBytes: true,
  replicationLag: true,
  slotBytes: true,
  connections: true,
  poolWait: true,
  transaction: true,
  transactionAge: true,
  multixactAge: true,
  deadlocks: true,
  requestedCheckpoints: true,
  noPrimary: true,
  promotions: true,
  restarts: true,
  certificate: true,
};

/** What was given, and for the rest what follows from the cluster. */
export function limitsFor(facts: ClusterFacts, given: Partial<AlertLimits> = {}): AlertLimits {
  const { rpo, rto } = facts.objectives;
  const kept = slotKeeps(facts);
  const age = (name: string, byDefault: number) =>
    Math.min(2 * Number(facts.parameters[name] ?? byDefault), FAILSAFE_AGE);
  const podLoss = rto?.podLoss ?? Duration.minutes(5);
  return {
    archiveDelay: rpo?.disaster ?? Duration.minutes(15),
    volumeFree: 0.1,
    dataVolumeForecast: Duration.days(1),
    walVolumeForecast: Duration.hours(4),
    replicationLagBytes: Math.min(kept / 2, GIB),
    replicationLag: podLoss.compareTo(HALF_A_MINUTE) < 0 ? HALF_A_MINUTE : podLoss,
    slotBytes: Math.floor(Number.isFinite(kept) ? kept / 2 : facts.storage.walBytes / 4),
    connections: 0.8,
    poolWait: Duration.seconds(5),
    transaction: Duration.minutes(30),
    transactionAge: age('autovacuum_freeze_max_age', 200_000_000),
    multixactAge: age('autovacuum_multixact_freeze_max_age', 400_000_000),
    deadlocks: 5,
    requestedCheckpoints: 12,
    noPrimary: Duration.minutes(2),
    promotions: 2,
    restarts: 3,
    certificate: Duration.days(5),
    ...given,
  };
}

/** What a slot may hold back, in bytes; infinite where nothing limits it. */
function slotKeeps({ parameters }: ClusterFacts): number {
  const { setting } = parseMemory(parameters.max_slot_wal_keep_size ?? '-1', 'MB');
  return setting < 0 ? Number.POSITIVE_INFINITY : setting * 2 ** 20;
}
