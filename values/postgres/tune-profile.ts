/** What the database is for: many short transactions, few large queries, or both. */
export type TuneProfile = 'oltp' | 'mixed' | 'analytics';

interface Profile {
  readonly connections: number;
  /** Of memory, for sorts and hashes of all processes together. */
  readonly workShare: number;
  /** Of memory, for the planner's idea of what is cached. */
  readonly cacheShare: number;
  /** Of the cores, for one query. */
  readonly gatherShare: number;
  readonly checkpointMinutes: number;
  readonly maxWalMegabytes: number;
  readonly statistics?: number;
}

/** Shares add up with a quarter for shared buffers and three thirty-seconds for maintenance to less than three quarters. */
export const PROFILES: Readonly<Record<TuneProfile, Profile>> = {
  oltp: {
    connections: 200,
    workShare: 0.2,
    cacheShare: 0.7,
    gatherShare: 0.25,
    checkpointMinutes: 15,
    maxWalMegabytes: 4096,
  },
  mixed: {
    connections: 100,
    workShare: 0.25,
    cacheShare: 0.65,
    gatherShare: 0.5,
    checkpointMinutes: 15,
    maxWalMegabytes: 8192,
  },
  analytics: {
    connections: 40,
    workShare: 0.35,
    cacheShare: 0.5,
    gatherShare: 0.5,
    checkpointMinutes: 30,
    maxWalMegabytes: 16384,
    statistics: 500,
  },
};
