import { backupNow } from './backup-now';
import type { DrillName } from './drill-names';
import type { DrillRun, Findings } from './drill-run';
import { failover } from './failover';
import { latency } from './latency';
import { nodeLoss } from './node-loss';
import { partition } from './partition';
import { pool } from './pool';
import { restore } from './restore-drill';

/** What each drill does. */
export const DRILLS: Readonly<Record<DrillName, (run: DrillRun) => Promise<Findings>>> = {
  failover,
  'node-loss': nodeLoss,
  partition,
  restore,
  backup: backupNow,
  latency,
  pool,
};
