/** The drills, as they are asked for. */
export const DRILL_NAMES = ['failover', 'node-loss', 'partition', 'restore', 'backup', 'latency', 'pool'] as const;

export type DrillName = (typeof DRILL_NAMES)[number];
