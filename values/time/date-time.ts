// Times as three libraries of the server read them: the OpenAPI validator (formats), Go's time package (fields of Go
// types) and lib/pq (recovery targets).

const OPENAPI_TIME = /^([0-9]{2}):([0-9]{2}):([0-9]{2})([^\n][0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$/;
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(Z|[+-](\d\d):(\d\d))$/;
const WITHOUT_ZONE = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The format `date-time` of a schema. */
export function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  if (time === undefined || !isCalendarDay(DAY.exec(date))) return false;
  const [whole, hour = '', minute = '', second = ''] = OPENAPI_TIME.exec(time) ?? [];
  return whole !== undefined && hour <= '23' && minute <= '59' && second <= '59';
}

/** The seconds since 1970 of a time that Go reads as RFC 3339 (it takes an hour of one digit), undefined where it refuses. */
export function parseGoTime(text: string): number | undefined {
  const parts = RFC_3339.exec(text);
  if (parts === null || !isCalendarDay(parts) || !isClock(parts)) return undefined;
  const [, year, month, day, hour = '', minute, second, zone = '', zoneHour = '0', zoneMinute = '0'] = parts;
  if (Number(zoneHour) > 24 || Number(zoneMinute) > 60) return undefined;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (zone.startsWith('-') ? -60 : 60);
  return Date.parse(`${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}Z`) / 1000 - offset;
}

/** What `recoveryTarget.targetTime` may be: a timestamp as PostgreSQL prints it, RFC 3339, or that without a zone. */
export function isTargetTime(text: string): boolean {
  if (isPostgresTimestamp(text) || parseGoTime(text) !== undefined) return true;
  const parts = WITHOUT_ZONE.exec(text);
  return isCalendarDay(parts) && isClock(parts);
}

/**
 * lib/pq reads by position and checks no ranges: `2024-13-45 99:99:99` is a time to it. Numbers may have a sign, since
 * it uses Go's Atoi, and the year has any number of digits.
 */
function isPostgresTimestamp(text: string): boolean {
  const parts =
    /^([+-]?\d{1,18})-([+-]?\d{1,2})-([+-]?\d{1,2})(?: ([+-]?\d{1,2}):([+-]?\d{1,2}):([+-]?\d{1,2})(.*))?$/su.exec(
      text,
    );
  const bc = / BC$/u.test(text);
  const day = bc ? text.slice(0, -3) : text;
  if (parts === null) return /^[+-]?\d{1,18}-(?:[+-]\d|\d\d)-(?:[+-]\d|\d\d)$/.test(day);
  const fixed = parts.slice(2, 7).every((part) => part === undefined || part.length === 2);
  const rest = (bc ? (parts[7] ?? '').slice(0, -3) : parts[7]) ?? '';
  return fixed && /^(?:\.[+]?\d{1,18})?(?:Z|[+-](?:\d\d|[+-]\d)(?::(?:\d\d|[+-]\d)){0,2})?$/.test(rest);
}

function isCalendarDay(parts: readonly string[] | null): boolean {
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1, 4).map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12 || day < 1)
    return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}

function isClock(parts: readonly string[] | null): boolean {
  if (parts === null) return false;
  return Number(parts[4]) <= 23 && Number(parts[5]) <= 59 && Number(parts[6]) <= 59;
}
