import { InvalidValueError, wholeNumber } from '../text/invalid-value';
import { formatBinary, formatNano, type QuantityFormat, type Suffix, scaleOf } from './quantity-suffix';

/** The text of a Kubernetes quantity. `'4GB'`, PostgreSQL's way, does not compile. */
export type QuantityInput = `${number}${Suffix}`;

// The grammar of the API server's schema. apimachinery alone would also take "." and "+" as zero.
const GRAMMAR = /^([+-]?)([0-9]+\.?[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$/;
const NANO = 1_000_000_000n;
const LARGEST_BINARY = (2n ** 63n - 1n) * NANO;
// A text such as 1e999999999 must not fill the memory; nothing real comes near.
const LARGEST_EXPONENT = 99;
// Neither must a million digits cost minutes: reading them takes time in proportion to their square.
const LONGEST = 512;

/**
 * An amount of memory, storage or CPU as Kubernetes counts it: exact to a billionth, finer fractions rounded away from
 * zero. Memory and storage are in bytes, CPU in cores.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Quantity {
  readonly #nano: bigint;
  readonly #format: QuantityFormat;

  private constructor(nano: bigint, format: QuantityFormat) {
    this.#nano = nano;
    this.#format = format;
  }

  /** `parse` for a literal: an invalid quantity does not compile. */
  static of(text: QuantityInput): Quantity {
    return Quantity.parse(text);
  }

  /** @throws InvalidValueError */
  static parse(text: string): Quantity {
    if (text === undefined) throw new InvalidValueError('a quantity is missing: write one such as 4Gi or 500m');
    const [whole, sign, number = '', suffix = ''] = text.length > LONGEST ? [] : (GRAMMAR.exec(text) ?? []);
    if (whole === undefined) throw refused(text);
    const [units = '', fraction = ''] = number.split('.');
    const digits = BigInt(units + fraction);
    const { base, power, format } = scaleOf(suffix);
    if (Math.abs(power) > LARGEST_EXPONENT) throw refused(text);
    const binary = base === 2n ? 2n ** BigInt(power) : 1n;
    const decimal = 9 - fraction.length + (base === 10n ? power : 0);
    const exact =
      decimal >= 0 ? digits * binary * 10n ** BigInt(decimal) : ceilDivide(digits * binary, 10n ** BigInt(-decimal));
    const nano = format === 'binary' && exact > LARGEST_BINARY ? LARGEST_BINARY : exact;
    return new Quantity(sign === '-' ? -nano : nano, format);
  }

  /** Bytes of memory or storage, cores of CPU; fractions are rounded away from zero. */
  get value(): bigint {
    return roundedDivide(this.#nano, NANO);
  }

  /** `value` as a number, for memory and storage: exact up to 8 PiB. */
  get bytes(): number {
    return Number(this.value);
  }

  /** Thousandths, rounded away from zero: millicores of CPU. */
  get milliValue(): bigint {
    return roundedDivide(this.#nano, 1_000_000n);
  }

  compareTo(other: Quantity): -1 | 0 | 1 {
    if (this.#nano === other.#nano) return 0;
    return this.#nano < other.#nano ? -1 : 1;
  }

  add(other: Quantity): Quantity {
    return new Quantity(this.#nano + other.#nano, this.#nano === 0n ? other.#format : this.#format);
  }

  /** @param factor - a whole number of at least 0 */
  times(factor: number): Quantity {
    return new Quantity(this.#nano * BigInt(wholeNumber('Quantity factor', factor, 0)), this.#format);
  }

  /**
   * The canonical form, the one that the API server prints: `500m` for 0.5, `1Gi` for 1024Mi, `1536Mi` for 1.5Gi. Below 1024
   * and for fractions of a byte there are no binary suffixes.
   */
  toString(): string {
    if (this.#nano === 0n) return '0';
    const small = this.#nano > -1024n * NANO && this.#nano < 1024n * NANO;
    if (this.#format !== 'binary') return formatNano(this.#nano, this.#format);
    return small || this.#nano % NANO !== 0n ? formatNano(this.#nano, 'decimal') : formatBinary(this.#nano / NANO);
  }
}

function ceilDivide(amount: bigint, divisor: bigint): bigint {
  return (amount + divisor - 1n) / divisor;
}

function roundedDivide(amount: bigint, divisor: bigint): bigint {
  return amount < 0n ? -ceilDivide(-amount, divisor) : ceilDivide(amount, divisor);
}

function refused(text: string): InvalidValueError {
  const postgres = /^([0-9.]{1,20}) ?([kMGT])B$/.exec(text);
  const hint = postgres
    ? `; ${text} is the PostgreSQL spelling, in Kubernetes it is ${postgres[1]}${postgres[2]?.toUpperCase()}i`
    : '';
  return new InvalidValueError(
    `"${text.slice(0, LONGEST)}" is not a Kubernetes quantity: write a number with Ki, Mi, Gi, Ti, k, M, G, T or m, such as 4Gi or 500m${hint}`,
  );
}
