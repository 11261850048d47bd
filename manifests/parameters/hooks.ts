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

/** A list of key words with commas between them, in any case and in double quotes or not, as the server's SplitIdentifierString takes them apart. */
function words(known: RegExp, wants: string): Hook {
  const isWord = (item: string) => known.test(item.trim().replace(/^"(.*)"$/, '$1'));
  return {
    allows: (meaning) => String(meaning).trim() === '' || String(meaning).split(',').every(isWord),
    wants: `a list of ${wants}`,
  };
}

/** What the server checks of single parameters beyond type, range and enum; the check hooks of its source. */
export const HOOKS: Readonly<Record<string, Hook>> = {
  DateStyle: words(
    /^(?:iso|sql|postgres.*|german|ymd|dmy|euro.*|mdy|us|noneuro.*|default)$/i,
    'ISO, SQL, Postgres or German and YMD, DMY or MDY',
  ),
  commit_timestamp_buffers: BANKS,
  createrole_self_grant: words(/^(?:set|inherit)$/i, 'set, inherit'),
  debug_io_direct: words(/^(?:data|wal|wal_init)$/i, 'data, wal, wal_init'),
  default_with_oids: { allows: (meaning) => meaning === false, wants: 'off: PostgreSQL 12 dropped OIDs of tables' },
  io_max_concurrency: { allows: (meaning) => meaning !== 0, wants: '-1, or 1 or more' },
  multixact_member_buffers: BANKS,
  multixact_offset_buffers: BANKS,
  notify_buffers: BANKS,
  restrict_nonsystem_relation_kind: words(/^(?:view|foreign-table)$/i, 'view, foreign-table'),
  serializable_buffers: BANKS,
  subtransaction_buffers: BANKS,
  transaction_buffers: BANKS,
  vacuum_buffer_usage_limit: {
    allows: (meaning) => meaning === 0 || Number(meaning) >= 128,
    wants: '0, or 128kB or more',
  },
};
