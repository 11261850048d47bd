import { satisfies } from '../../values/cnpg/version';
import { isTargetTime } from '../../values/time/date-time';

const RFC_3339 = /^(\d{4}-\d\d-\d\d)T(\d{1,2}):(\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?$/;

/**
 * The `recovery_target_time` that the operator writes for a `targetTime`: it rewrites RFC 3339, and passes everything else on unchanged.
 * For UTC in any spelling, operators below 1.28.1 write `Z`, which PostgreSQL refuses there. They do not rewrite a text without a zone.
 */
export function writtenTargetTime(time: string, operator: string): string {
  const [whole, date, hour = '', rest, fraction = '', zone] = RFC_3339.exec(time) ?? [];
  const isOld = satisfies(operator, '<1.28.1');
  if (whole === undefined || !isTargetTime(time) || (zone === undefined && isOld)) return time;
  const isUtc = zone === undefined || zone === 'Z' || zone.slice(1) === '00:00';
  const offset = isUtc ? (isOld ? 'Z' : '+00:00') : zone;
  return `${date} ${hour.padStart(2, '0')}:${rest}.${fraction.slice(0, 6).padEnd(6, '0')}${offset}`;
}
