import { isClientEncoding } from './client-encodings';
import { identifiersOf } from './identifier-list';
import type { ParameterMeaning } from './meaning';
import { isLogTimeZone, isTimeZone, nearestTimeZone } from './time-zone';

interface Hook {
  readonly allows: (meaning: ParameterMeaning) => boolean;
  /** What the server expects, as the continuation of "not" and "write". */
  readonly wants: string;
  /** The value that was probably meant. */
  readonly meant?: (text: string) => string | undefined;
}

const BANKS: Hook = {
  allows: (meaning) => typeof meaning === 'number' && meaning % 16 === 0,
  wants: 'a multiple of 128kB, the size of a bank',
};

/** Values that the server's check of a text accepts. */
function text(allows: (text: string) => boolean, wants: string, meant?: Hook['meant']): Hook {
  return { allows: (meaning) => allows(String(meaning)), wants, meant };
}

/** A comma-separated list of keywords, in any case, with or without double quotes. */
function words(known: RegExp, wants: string): Hook {
  return text((list) => identifiersOf(list)?.every((item) => known.test(item)) ?? false, `a list of ${wants}`);
}

// The available locales depend on the image, so only impossible names are refused.
const LOCALE = text(
  (name) =>
    /^(?:C|POSIX|C\.(?:utf|UTF)-?8|(?!posix$)[a-z]{2,}(?:_[A-Z]{2})?(?:\.[A-Za-z0-9-]+)?(?:@[a-z]+)?)$/.test(name),
  'the name of a locale, such as C or en_US.UTF-8',
);
/** The empty text means the server's environment, for all categories except messages. */
const LOCALE_OR_ENVIRONMENT: Hook = { ...LOCALE, allows: (meaning) => meaning === '' || LOCALE.allows(meaning) };
const ZONE = 'a time zone, such as UTC or Europe/Berlin';
const EXTRA_CHECKS = 'shadowed_variables|strict_multi_assignment|too_many_rows';
const PLPGSQL = text(
  (list) => /^(?:all|none)$/i.test(list) || words(new RegExp(`^(?:${EXTRA_CHECKS})$`, 'i'), '').allows(list),
  `all, none or a list of ${EXTRA_CHECKS.replaceAll('|', ', ')}`,
);

/** Checks of the server beyond type, range and enum: the check hooks in its source. */
export const HOOKS: Readonly<Record<string, Hook>> = {
  DateStyle: words(
    /^(?:iso|sql|postgres.*|german|ymd|dmy|euro.*|mdy|us|noneuro.*|default)$/i,
    'ISO, SQL, Postgres or German and YMD, DMY or MDY',
  ),
  TimeZone: text(isTimeZone, ZONE, nearestTimeZone),
  backtrace_functions: text((names) => /^[\w ,\n\t]*$/.test(names), 'names of functions with commas between them'),
  client_encoding: text(isClientEncoding, 'an encoding of PostgreSQL, such as UTF8 or LATIN1'),
  commit_timestamp_buffers: BANKS,
  createrole_self_grant: words(/^(?:set|inherit)$/i, 'set, inherit'),
  debug_io_direct: words(/^(?:data|wal|wal_init)$/i, 'data, wal, wal_init'),
  default_table_access_method: text((name) => name !== '', 'the name of an access method, such as heap'),
  default_with_oids: { allows: (meaning) => meaning === false, wants: 'off: PostgreSQL 12 dropped OIDs of tables' },
  io_max_concurrency: { allows: (meaning) => meaning !== 0, wants: '-1, or 1 or more' },
  lc_messages: LOCALE,
  lc_monetary: LOCALE_OR_ENVIRONMENT,
  lc_numeric: LOCALE_OR_ENVIRONMENT,
  lc_time: LOCALE_OR_ENVIRONMENT,
  log_timezone: text(isLogTimeZone, ZONE, nearestTimeZone),
  multixact_member_buffers: BANKS,
  multixact_offset_buffers: BANKS,
  notify_buffers: BANKS,
  'pgaudit.log': words(
    /^-?(?:all|ddl|function|misc|misc_set|none|read|role|write)$/i,
    'READ, WRITE, FUNCTION, ROLE, DDL, MISC, MISC_SET, ALL or NONE, with - before what is left out',
  ),
  'plpgsql.extra_errors': PLPGSQL,
  'plpgsql.extra_warnings': PLPGSQL,
  restrict_nonsystem_relation_kind: words(/^(?:view|foreign-table)$/i, 'view, foreign-table'),
  search_path: text(
    (list) => identifiersOf(list) !== undefined,
    'a list of schemas with commas between them and every double quote closed',
  ),
  serializable_buffers: BANKS,
  subtransaction_buffers: BANKS,
  timezone_abbreviations: text((name) => /^(?:Default|Australia|India)$/.test(name), 'Default, Australia or India'),
  transaction_buffers: BANKS,
  vacuum_buffer_usage_limit: {
    allows: (meaning) => meaning === 0 || Number(meaning) >= 128,
    wants: '0, or 128kB or more',
  },
  wal_consistency_checking: words(
    /^(?:all|brin|btree|generic|gin|gist|hash|heap|heap2|sequence|spgist)$/i,
    'all, heap, heap2, btree, hash, gin, gist, sequence, spgist, brin, generic',
  ),
};
