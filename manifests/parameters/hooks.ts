import type { Meaning } from './meaning';

interface Hook {
  readonly allows: (meaning: Meaning) => boolean;
  /** What the server wants, to follow "not" and "write". */
  readonly wants: string;
}

const BANKS: Hook = {
  allows: (meaning) => typeof meaning === 'number' && meaning % 16 === 0,
  wants: 'a multiple of 128kB, the size of a bank',
};

/** What the server checks of single parameters beyond type, range and enum; the check hooks of its source. */
export const HOOKS: Readonly<Record<string, Hook>> = {
  commit_timestamp_buffers: BANKS,
  default_with_oids: { allows: (meaning) => meaning === false, wants: 'off: PostgreSQL 12 dropped OIDs of tables' },
  io_max_concurrency: { allows: (meaning) => meaning !== 0, wants: '-1, or 1 or more' },
  multixact_member_buffers: BANKS,
  multixact_offset_buffers: BANKS,
  notify_buffers: BANKS,
  serializable_buffers: BANKS,
  subtransaction_buffers: BANKS,
  transaction_buffers: BANKS,
  vacuum_buffer_usage_limit: {
    allows: (meaning) => meaning === 0 || Number(meaning) >= 128,
    wants: '0, or 128kB or more',
  },
};
