import { InvalidValueError } from '../text/invalid-value';
import { formatIpAddress, type IpAddress, parseIpAddress } from './ip-address';

/**
 * A range of addresses as network policies take it, IPv4 or IPv6, in its one canonical form: `10.0.0.0/8`, `fd00::/8`.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export class Cidr {
  readonly #first: IpAddress;
  /** How many bits all its addresses share. */
  readonly prefix: number;

  private constructor(first: IpAddress, prefix: number) {
    this.#first = first;
    this.prefix = prefix;
  }

  /** @throws InvalidValueError for host names, addresses without a prefix, and what is not written canonically. */
  static parse(text: string): Cidr {
    const [, address = '', prefix] = /^([^/]*)(?:\/(0|[1-9]\d*))?$/.exec(text) ?? [];
    const parsed = parseIpAddress(address);
    if (parsed === undefined) throw new InvalidValueError(notAnAddress(text));
    const { bits, value } = parsed;
    if (prefix === undefined) {
      throw new InvalidValueError(`"${text}" is a single address: write ${formatIpAddress(parsed)}/${bits}`);
    }
    const length = Number(prefix);
    if (length > bits) throw new InvalidValueError(`"${text}" has a prefix of ${prefix}: use 0 to ${bits}`);
    const rest = BigInt(bits - length);
    const cidr = new Cidr({ bits, value: (value >> rest) << rest }, length);
    if (cidr.toString() !== text) {
      throw new InvalidValueError(`"${text}" is not the canonical form of the range: write ${cidr}`);
    }
    return cidr;
  }

  get family(): 'IPv4' | 'IPv6' {
    return this.#first.bits === 32 ? 'IPv4' : 'IPv6';
  }

  /** Whether all addresses of the other are in this range. */
  contains(other: Cidr): boolean {
    const rest = BigInt(this.#first.bits - this.prefix);
    return (
      this.family === other.family &&
      this.prefix <= other.prefix &&
      this.#first.value >> rest === other.#first.value >> rest
    );
  }

  toString(): string {
    return `${formatIpAddress(this.#first)}/${this.prefix}`;
  }
}

function notAnAddress(text: string): string {
  const problem = `"${text}" is not a range of addresses`;
  return /^[\d./]*$|^[\da-f:]*:[\da-f:./]*$/i.test(text)
    ? `${problem}: write one such as 203.0.113.0/24 or 2001:db8::/32`
    : `${problem}, and network policies do not support host names: write the ranges of the host, such as 203.0.113.0/24, or use anywhere() if they change`;
}
