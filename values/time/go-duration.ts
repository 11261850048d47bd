import { InvalidValueError } from '../text/invalid-value';

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  '\u00b5s': 1_000n,
  '\u03bcs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const TERM = /^(\d*)(?:\.(\d*))?([^\d.]+)/;
const LARGEST = 2n ** 63n - 1n;

/**
 * Nanoseconds of a text in the grammar of Go's `time.ParseDuration` (`1h30m`, `1.5h`, `-2s`, `0`), which Kubernetes
 * and CNPG's cron (`@every 12h`) read.
 *
 * @throws InvalidValueError for anything else, days (`7d`) included: Go has no unit above the hour
 */
export function parseGoDuration(text: string): bigint {
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') throw refused(text);
  let total = 0n;
  while (rest !== '') {
    const [term, whole = '', fraction = '', unit = ''] = TERM.exec(rest) ?? [];
    const size = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined;
    if (term === undefined || size === undefined || whole + fraction === '') throw refused(text);
    total += BigInt(whole) * size + fractionOf(fraction, size);
    rest = rest.slice(term.length);
  }
  // Go keeps the most negative int64 too, one further from zero than the largest.
  if (total > (negative ? LARGEST + 1n : LARGEST)) throw refused(text);
  return negative ? -total : total;
}

/** `1h30m`, `45s`: the shortest text that Go reads back as the same duration. */
export function formatGoDuration(seconds: number): string {
  const parts = [Math.floor(seconds / 3600) + 'h', (Math.floor(seconds / 60) % 60) + 'm', (seconds % 60) + 's'];
  return parts.filter((part) => Number.parseInt(part, 10) > 0).join('') || '0s';
}

/** `720h0m0s`, `10m0s`, `45s`: as Go itself prints it, with every unit below the largest. */
export function printGoDuration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes % 60}m` : ''}${seconds % 60}s`;
}

/** In floating point and truncated, because Go does so; the digits that overflow its 64 bits are left out. */
function fractionOf(digits: string, size: bigint): bigint {
  const used = BigInt(digits.slice(0, 19)) <= LARGEST ? digits.slice(0, 19) : digits.slice(0, 18);
  return BigInt(Math.trunc(Number(used) * (Number(size) / 10 ** used.length)));
}

function refused(text: string): InvalidValueError {
  return new InvalidValueError(
    `"${text}" is not a Go duration: write numbers with the units h, m, s, ms, us or ns, such as 1h30m or 24h (7 days are 168h)`,
  );
}
