import { backupNow } from './backup-now';
import type { DrillFindings, DrillRun } from './drill-run';
import { failover } from './failover';
import { latencyDrill } from './latency';
import { nodeLoss } from './node-loss';
import { partition } from './partition';
import { pool } from './pool';
import { restoreDrill } from './restore-drill';

/** All drills by the name that they are asked for with. */
export const DRILLS = {
  failover,
  'node-loss': nodeLoss,
  partition,
  restore: restoreDrill,
  backup: backupNow,
  latency: latencyDrill,
  pool,
} as const satisfies Readonly<Record<string, (run: DrillRun) => Promise<DrillFindings>>>;

export type DrillName = keyof typeof DRILLS;
