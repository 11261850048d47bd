import type * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { Cidr } from '../../values/kubernetes/cidr';
import { InvalidValueError } from '../../values/text/invalid-value';
import { checkOptions, type Keys, oneOf } from '../../values/text/keys';

/** Addresses outside of Kubernetes, and the ports on them. */
export interface AddressRange {
  /** IPv4 or IPv6: `203.0.113.0/24`, `2001:db8::/32`, one address as `203.0.113.7/32`. Policies know no host names. */
  readonly cidr: string;
  /** Ranges within it that are not meant. @default - none */
  readonly except?: readonly string[];
  /** Ports, by TCP. */
  readonly ports: readonly number[];
  /** Whether a range of every address (`0.0.0.0/0`, `::/0`) is meant; {@link anywhere} says so. @default false */
  readonly anywhere?: boolean;
}

/** Options of {@link anywhere}. */
export interface AnywhereOptions {
  /** Ports, by TCP. */
  readonly ports: readonly number[];
  /** Ranges that are not meant. @default PRIVATE_ADDRESSES, of the family */
  readonly except?: readonly string[];
  /** Of which addresses: of both, join two calls. @default 'IPv4' */
  readonly family?: 'IPv4' | 'IPv6';
}

/**
 * Networks of one's own, and link-local addresses with the metadata service of clouds: what is left is the Internet.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
export const PRIVATE_ADDRESSES = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
] as const;

const EVERYTHING = { IPv4: '0.0.0.0/0', IPv6: '::/0' } as const;

/** Keys of {@link AddressRange}. */
export const ADDRESS_KEYS: Keys<AddressRange> = { cidr: true, except: true, ports: true, anywhere: true };
const ANYWHERE_KEYS: Keys<AnywhereOptions> = { ports: true, except: true, family: oneOf({ IPv4: true, IPv6: true }) };

/**
 * Every address but some, for services whose addresses change, as those of S3 do: by default the whole Internet, and nothing of one's own
 * networks. What leaves by it is held by credentials, TLS and the ports alone.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
 */
export function anywhere(options: AnywhereOptions): AddressRange {
  checkOptions('anywhere', options, ANYWHERE_KEYS);
  const { ports, family = 'IPv4', except } = options;
  const own = PRIVATE_ADDRESSES.filter((cidr) => Cidr.parse(cidr).family === family);
  return { cidr: EVERYTHING[family], except: except ?? own, ports, anywhere: true };
}

/** @throws InvalidValueError for a range or an exception without meaning, and for every address that is not said to be meant. */
export function ipBlock(range: AddressRange): k8s.IpBlock {
  const cidr = Cidr.parse(range.cidr);
  if (cidr.prefix === 0 && range.anywhere !== true) {
    throw new InvalidValueError(`"${range.cidr}" is every address: narrow it, or use anywhere() if that is meant`);
  }
  const except = (range.except ?? []).map((text) => Cidr.parse(text));
  const outside = except.find((part) => !cidr.contains(part) || part.prefix === cidr.prefix);
  if (outside !== undefined) {
    throw new InvalidValueError(`except "${outside}" is not a part of "${cidr}": Kubernetes would refuse the policy`);
  }
  return { cidr: `${cidr}`, ...(except.length > 0 && { except: except.map(String) }) };
}
