import type { QuerySet } from './custom-query';

/** What our alerts read and CNPG's default queries do not have. */
export const ALERT_QUERIES = {
  // The default query of pg_stat_replication leaves out sync_state, without which a standby that streams cannot be told from one that
  // commits wait for.
  synchronous_standbys: {
    primary: true,
    query: `SELECT pg_catalog.count(*) AS attached
FROM pg_catalog.pg_stat_replication
WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')`,
    columns: {
      attached: { usage: 'GAUGE', description: 'Standbys that synchronous commits count' },
    },
  },
} as const satisfies QuerySet;
