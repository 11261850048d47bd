/** What a Kubernetes quantity may end with, exponents apart. */
export type Suffix = '' | 'n' | 'u' | 'm' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';

/** How the amount was written, which decides how it is printed. */
export type QuantityFormat = 'decimal' | 'binary' | 'exponent';

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The factor `base ** power` of a suffix. */
export function scaleOf(suffix: string): { base: 2n | 10n; power: number; format: QuantityFormat } {
  if (suffix.endsWith('i')) return { base: 2n, power: BINARY.indexOf(suffix) * 10, format: 'binary' };
  const index = DECIMAL.indexOf(suffix);
  if (index >= 0) return { base: 10n, power: index * 3 - 9, format: 'decimal' };
  return { base: 10n, power: Number(suffix.slice(1)), format: 'exponent' };
}

/** Billionths in the shortest decimal spelling without a fraction. */
export function formatNano(nano: bigint, format: 'decimal' | 'exponent'): string {
  const most = format === 'exponent' ? Number.POSITIVE_INFINITY : DECIMAL.length - 1;
  const [amount, power] = shorten(nano, 1000n, most);
  if (format === 'decimal') return `${amount}${DECIMAL[power]}`;
  const exponent = power * 3 - 9;
  return exponent === 0 ? `${amount}` : `${amount}e${exponent}`;
}

export function formatBinary(units: bigint): string {
  const [amount, power] = shorten(units, 1024n, BINARY.length - 1);
  return `${amount}${BINARY[power]}`;
}

function shorten(amount: bigint, factor: bigint, most: number): [amount: bigint, power: number] {
  let rest = amount;
  let power = 0;
  for (; power < most && rest % factor === 0n; power++) rest /= factor;
  return [rest, power];
}
