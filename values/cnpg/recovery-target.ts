// What PostgreSQL takes of the recovery targets that CNPG writes into its configuration, and what the server then makes of them. CNPG
// writes them between single quotes as they are. Each function says what is wrong, as a predicate that follows the value.

const LSN = /^[\dA-Fa-f]{1,8}\/[\dA-Fa-f]{1,8}$/;
const NAME_BYTES = 63;
const MAX_TRANSACTION = 2n ** 64n - 1n;
const TIME =
  /^(\d{4,})-(\d\d)-(\d\d)(?:[ T](\d{1,2}):(\d\d):(\d\d)(?:\.\+?\d*)?)?(?: ?[+-](\d\d)(?::?(\d\d)(?::\d\d)?)?)?(?: BC)?$/;
/** The last year that a `timestamptz` holds. */
const LAST_YEAR = 294_276;

/** `recovery_target_lsn`. CNPG's webhook takes numbers of 64 bits on both sides of the slash. */
export function lsnProblem(lsn: string): string | undefined {
  return LSN.test(lsn) ? undefined : 'is not two hexadecimal numbers of at most eight digits each, such as 0/3000060';
}

/** `recovery_target_xid`. The server reads anything but a number as 0, and a leading zero as octal: it never meets such a transaction. */
export function xidProblem(xid: string): string | undefined {
  if (/^[1-9]\d*$/.test(xid)) return BigInt(xid) <= MAX_TRANSACTION ? undefined : 'does not fit into 64 bits';
  return 'is not a transaction ID: write only digits, without a leading zero';
}

/** A transaction that every operator takes: from 1.28.3 on the webhook refuses more than 32 bits. */
export function transactionProblem(xid: string): string | undefined {
  const problem = xidProblem(xid);
  if (problem !== undefined || BigInt(xid) < 2n ** 32n) return problem;
  return 'does not fit into 32 bits: leave out the epoch, which is the upper half of pg_current_xact_id()';
}

/** `recovery_target_timeline`. */
export function timelineProblem(timeline: string): string | undefined {
  const isNumber = /^[1-9]\d*$/.test(timeline) && BigInt(timeline) < 2n ** 32n;
  return timeline === 'latest' || isNumber ? undefined : 'is not latest or a number from 1 to 4294967295';
}

/** `recovery_target_name`, the name of a restore point. */
export function restorePointProblem(name: string): string | undefined {
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > NAME_BYTES) return `has ${bytes} bytes: at most ${NAME_BYTES} are allowed`;
  if (name.includes("'")) return 'has a quote, which ends the string in the configuration file';
  if (name.includes('\\')) return 'has a backslash, which starts an escape in the configuration file';
  return /[\u0000-\u001F\u007F]/.test(name) ? 'has a control character' : undefined;
}

/** `recovery_target_time`. Forms that are not known here pass. */
export function timeProblem(time: string): string | undefined {
  if (/\d ?[Zz]( BC)?$/.test(time)) {
    return 'ends with Z, a time zone abbreviation, and the server reads this parameter before it knows any';
  }
  const [whole, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', zone = '0'] =
    TIME.exec(time) ?? [];
  if (whole === undefined) return undefined;
  const days = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days;
  if (!isDay || Number(year) < 1 || Number(year) > LAST_YEAR) return 'is not a calendar day';
  // PostgreSQL takes 24:00:00 and a second of 60.
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  if (Number(minute) > 59 || Number(second) > 60 || seconds > 86_400) return 'is not a time of day';
  return Number(zone) > 15 ? 'has an offset of more than 15:59 hours' : undefined;
}
