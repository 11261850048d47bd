import { backupNow } from './backup-now';
import type { DrillRun, Findings } from './drill-run';
import { failover } from './failover';
import { latency } from './latency';
import { nodeLoss } from './node-loss';
import { partition } from './partition';
import { pool } from './pool';
import { restore } from './restore-drill';

/** All drills by the name that they are asked for with. */
export const DRILLS = {
  failover,
  'node-loss': nodeLoss,
  partition,
  restore,
  backup: backupNow,
  latency,
  pool,
} as const satisfies Readonly<Record<string, (run: DrillRun) => Promise<Findings>>>;

export type DrillName = keyof typeof DRILLS;
