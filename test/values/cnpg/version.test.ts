import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { satisfies, Version } from '../../../values/cnpg/version';
import { InvalidValueError } from '../../../values/text/invalid-value';

describe('Version', () => {
  it('parses and prints', () => {
    expect(Version.parse('1.28.0')).toMatchObject({ major: 1, minor: 28, patch: 0, preRelease: '' });
    expect(Version.parse('v1.28.0-rc1')).toMatchObject({ major: 1, minor: 28, patch: 0, preRelease: 'rc1' });
    expect(`${Version.parse('v1.28.0-rc1')}`).toBe('1.28.0-rc1');
    expect(`${Version.parse('1.34')}`).toBe('1.34.0');
  });

  it.each(['', '1.x', '1.28.0.1', 'latest', '1.28.', '-1', ' 1.28', '1.28.0\n', '1..0'])('refuses %j', (text) => {
    expect(() => Version.parse(text)).toThrow(InvalidValueError);
    expect(() => Version.parse(text)).toThrow(`"${text}" is not a version: write one such as 1.28.0`);
  });

  it('orders releases by number and pre-releases before them', () => {
    const ordered = [
      '0.11.0',
      '1.9.9',
      '1.28.0-alpha',
      '1.28.0-beta',
      '1.28.0-rc2',
      '1.28.0-rc10',
      '1.28.0-rc10.1',
      '1.28.0',
      '1.28.1',
      '1.29.0',
      '2.0.0',
    ];
    const sorted = [...ordered].reverse().sort((a, b) => Version.parse(a).compareTo(Version.parse(b)));
    expect(sorted).toEqual(ordered);
    expect(Version.parse('1.28').compareTo(Version.parse('v1.28.0'))).toBe(0);
  });
});

describe('satisfies', () => {
  it.each([
    ['1.28.0', '<1.28.1', true],
    ['1.28.1', '<1.28.1', false],
    ['1.27.9', '<1.28.1', true],
    ['1.9.0', '<1.28.1', true],
    ['1.28.2', '>=1.28.0 <1.28.3', true],
    ['1.28.3', '>=1.28.0 <1.28.3', false],
    ['1.27.3', '>=1.28.0 <1.28.3', false],
    ['1.28.4', '1.28.x', true],
    ['1.28.4', '1.28', true],
    ['1.29.0', '1.28.x', false],
    ['1.28.0', '1.28.0', true],
    ['1.28.0', '=1.28.0', true],
    ['1.28.1', '1.28.0', false],
    ['1.28.4', '<=1.28', true],
    ['1.29.0', '<=1.28', false],
    ['1.28.4', '>1.28', false],
    ['1.29.0', '>1.28', true],
    ['1.28.4', '<1.28', false],
    ['1.28.0', '>=1.28', true],
    ['1.28.0-rc1', '>=1.28.0', false],
    ['1.28.0-rc1', '<1.28.0', true],
    ['1.28.0-rc1', '1.28.x', true],
    ['1.28.0-rc2', '>1.28.0-rc1', true],
    ['1.34', '>=1.33', true],
    ['2.0.0', '*', true],
    ['2.0.0', '', true],
    ['1.28.3', '>=1.28.3 <1.29 || >=1.29.1', true],
    ['1.29.0', '>=1.28.3 <1.29 || >=1.29.1', false],
    ['1.29.1', '>=1.28.3 <1.29 || >=1.29.1', true],
    ['1.5.0', '1.x', true],
    ['2.0.0', '1.x', false],
  ])('%s in %j: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
    expect(Version.parse(version).satisfies(range)).toBe(expected);
  });

  it.each(['^1.28', '~1.28', '1.28 | 1.29', '1.28 || next', '< 1.28', '1.28.0.0', 'latest'])(
    'refuses the range %j',
    (range) => {
      expect(() => satisfies('1.28.0', range)).toThrow(`version range "${range}": "`);
    },
  );

  it('refuses a bad comparator even after one that does not hold', () => {
    expect(() => satisfies('1.28.0', '<1.0.0 nonsense')).toThrow('"nonsense" is not one of');
  });

  it('agrees with comparing', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = Version.parse(a).compareTo(Version.parse(b));
        expect(satisfies(a, `<${b}`)).toBe(order < 0);
        expect(satisfies(a, `<=${b}`)).toBe(order <= 0);
        expect(satisfies(a, `>${b}`)).toBe(order > 0);
        expect(satisfies(a, `>=${b}`)).toBe(order >= 0);
        expect(satisfies(a, b)).toBe(order === 0);
      }),
    );
  });
});
