import { isIPv6, SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cidr } from '../../../values/kubernetes/cidr';
import { formatIpAddress, parseIpAddress } from '../../../values/kubernetes/ip-address';
import { InvalidValueError } from '../../../values/text/invalid-value';

it.each([
  ['10.0.0.0/8', 'IPv4'],
  ['0.0.0.0/0', 'IPv4'],
  ['203.0.113.7/32', 'IPv4'],
  ['52.216.0.0/15', 'IPv4'],
  ['::/0', 'IPv6'],
  ['::1/128', 'IPv6'],
  ['fd00::/8', 'IPv6'],
  ['2001:db8:0:1::/64', 'IPv6'],
  ['2001:db8:1:1:1:1:0:1/128', 'IPv6'],
] as const)('%s is %s, and written as it was', (text, family) => {
  expect(Cidr.parse(text).family).toBe(family);
  expect(`${Cidr.parse(text)}`).toBe(text);
});

it.each([
  ['10.0.0.5', '"10.0.0.5" is a single address: write 10.0.0.5/32'],
  ['2001:DB8::5', 'is a single address: write 2001:db8::5/128'],
  ['10.0.0.5/8', '"10.0.0.5/8" is not the canonical form of the range: write 10.0.0.0/8'],
  ['10.1.0.0/0', 'write 0.0.0.0/0'],
  ['2001:DB8::/32', 'write 2001:db8::/32'],
  ['2001:db8:0:0:0:0:0:0/32', 'write 2001:db8::/32'],
  ['2001:db8::1:0/64', 'write 2001:db8::/64'],
  ['10.0.0.0/33', '"10.0.0.0/33" has a prefix of 33: use 0 to 32'],
  ['::/129', 'use 0 to 128'],
  [
    's3.eu-central-1.amazonaws.com',
    'do not support host names: write the ranges of the host, such as 203.0.113.0/24, or use anywhere()',
  ],
  ['https://s3.example.com', 'do not support host names'],
  ['localhost:5432', 'do not support host names'],
  ['10.0.0/8', 'is not a range of addresses: write one such as 203.0.113.0/24'],
  ['10.0.0.256/32', 'is not a range of addresses: write one'],
  ['010.0.0.0/8', 'is not a range of addresses: write one'],
  ['10.0.0.0/08', 'is not a range of addresses: write one'],
  ['10.0.0.0/', 'is not a range of addresses: write one'],
  ['1::2::3/64', 'is not a range of addresses: write one'],
  ['1:2:3:4:5:6:7:8:9/64', 'is not a range of addresses: write one'],
  ['1:2:3:4:5:6::8/128', 'write 1:2:3:4:5:6:0:8/128'],
  ['1:2:3:4:5:6:7::8/128', 'is not a range of addresses'],
  ['12345::/16', 'is not a range of addresses: write one'],
  ['::ffff:10.0.0.0/104', 'is not a range of addresses: write one'],
  ['', 'is not a range of addresses'],
])('refuses "%s"', (text, message) => {
  expect(() => Cidr.parse(text)).toThrow(InvalidValueError);
  expect(() => Cidr.parse(text)).toThrow(message);
});

describe('contains', () => {
  it.each([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['0.0.0.0/0', '203.0.113.0/24', true],
    ['0.0.0.0/0', '::/0', false],
    ['::/0', '0.0.0.0/0', false],
    ['2001:db8::/32', '2001:db8:ffff::/48', true],
    ['2001:db8::/32', '2001:db9::/48', false],
  ])('%s, %s: %s', (outer, inner, expected) => {
    expect(Cidr.parse(outer).contains(Cidr.parse(inner))).toBe(expected);
  });
});

const ipv6 = fc
  .array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn })), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.reduce((value, group) => (value << 16n) | group, 0n));

describe('addresses', () => {
  it('are read back as they were written, and Node writes them alike', () => {
    fc.assert(
      fc.property(ipv6, (value) => {
        const text = formatIpAddress({ bits: 128, value });
        expect(isIPv6(text)).toBe(true);
        expect(parseIpAddress(text)).toEqual({ bits: 128, value });
        // The first 96 bits zero: Node writes the rest as IPv4, which Kubernetes does not.
        if (value >> 32n !== 0n && value >> 32n !== 0xffffn) {
          expect(text).toBe(new SocketAddress({ address: text, family: 'ipv6' }).address);
        }
      }),
    );
  });

  it('never fail on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:./]{0,40}$/)), (text) => {
        try {
          expect(`${Cidr.parse(text)}`).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidValueError);
        }
      }),
    );
  });
});
