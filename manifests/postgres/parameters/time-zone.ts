import { createRequire } from 'node:module';
import { nearest } from '../../../values/text/nearest';
import { parseReal } from './real';

const load = createRequire(__filename);

// A time zone without a name, as tzparse of PostgreSQL's localtime.c reads it: STD offset [DST [offset] [,rule,rule]].
const OFFSET = '[+-]?0*(?:1[0-5]\\d|16[0-7]|\\d{1,2})(?::0*[0-5]?\\d(?::0*(?:60|[0-5]?\\d)|(?!:))|(?!:))';
const DAY = '0*(?:3[0-5]\\d|36[0-5]|[12]\\d\\d|\\d{1,2})';
const DATE = `(?:J(?!0+(?!\\d))${DAY}|M0*(?:1[0-2]|[1-9])\\.0*[1-5]\\.0*[0-6]|${DAY})(?:/${OFFSET})?`;
const POSIX = new RegExp(
  `^(?:<[^>]*>|(?!<)[^\\d,+-]*)${OFFSET}(?:(?:<[^>]+>|(?!<)[^\\d,+-]+(?=[\\d,+-]|$))(?:${OFFSET})?(?:[,;]${DATE},${DATE})?)?$`,
  'i',
);
const INTERVAL = /^interval[ \t]*'(?=[^']*\d)[^']*'$/i;
/** Debian has these in addition to the names of the zones. */
const OF_DEBIAN = /^(?:localtime|posixrules|posix\/.+)$/i;
const LONGEST = 255;

/**
 * Whether PostgreSQL accepts a value for `TimeZone`: a name in any case, hours east of Greenwich, an INTERVAL, or a POSIX specification.
 * For an INTERVAL only the form is checked.
 */
export function isTimeZone(text: string): boolean {
  if (/^interval/i.test(text)) return INTERVAL.test(text);
  const hours = /\s$/.test(text) ? undefined : parseReal(text, undefined);
  return hours === undefined ? isLogTimeZone(text) : Math.abs(hours) < 168;
}

/** Whether PostgreSQL accepts a value for `log_timezone`, which allows neither hours nor an INTERVAL. */
export function isLogTimeZone(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (!text.startsWith(':') && (POSIX.test(text) || OF_DEBIAN.test(text))) return true;
  const name = text.replace(/^:/, '').toLowerCase();
  return zoneNames().some((zone) => zone.toLowerCase() === name);
}

/** The zone that was probably meant; none for an abbreviation, because IST is as similar to EST as to PST. */
export function nearestTimeZone(text: string): string | undefined {
  return text.includes('/') ? nearest(text, zoneNames()) : undefined;
}

function zoneNames(): readonly string[] {
  return load('#facts/parameters/time-zones') as readonly string[];
}
