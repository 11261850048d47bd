import { backupNow } from './backup-now';
import type { DrillName } from './drill-names';
import type { DrillFindings, DrillRun } from './drill-run';
import { failover } from './failover';
import { latencyDrill } from './latency';
import { nodeLoss } from './node-loss';
import { partition } from './partition';
import { pool } from './pool';
import { restoreDrill } from './restore-drill';

/** What each drill does. */
export const DRILLS: Readonly<Record<DrillName, (run: DrillRun) => Promise<DrillFindings>>> = {
  failover,
  'node-loss': nodeLoss,
  partition,
  restore: restoreDrill,
  backup: backupNow,
  latency: latencyDrill,
  pool,
};
