import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBoolean, parseMemory, parseTime } from '../../../values/postgres/gucs';
import { InvalidValueError } from '../../../values/text/invalid-value';

describe('parseMemory', () => {
  it.each([
    ['2GB', '8kB', 262_144, 2_147_483_648, 'GB'],
    ['64MB', 'kB', 65_536, 67_108_864, 'MB'],
    ['8192kB', '8kB', 1024, 8_388_608, 'kB'],
    ['64 MB', 'kB', 65_536, 67_108_864, 'MB'],
    [' 64MB ', 'kB', 65_536, 67_108_864, 'MB'],
    ['262144', '8kB', 262_144, 2_147_483_648, undefined],
    ['1024', 'MB', 1024, 1_073_741_824, undefined],
    ['1.5GB', 'MB', 1536, 1_610_612_736, 'GB'],
    ['.5GB', 'MB', 512, 536_870_912, 'GB'],
    ['1e3kB', 'kB', 1000, 1_024_000, 'kB'],
    ['0x10MB', 'MB', 16, 16_777_216, 'MB'],
    ['010MB', 'MB', 8, 8_388_608, 'MB'],
    ['-1', '8kB', -1, -8192, undefined],
    ['0', 'kB', 0, 0, undefined],
    ['1TB', 'MB', 1_048_576, 1_099_511_627_776, 'TB'],
    ['1048576B', 'kB', 1024, 1_048_576, 'B'],
    // To the next smaller unit first (30822 MB), as PostgreSQL documents for 30.1 GB.
    ['30.1GB', 'kB', 31_561_728, 32_319_209_472, 'GB'],
    // Half to even, after rounding to whole kB.
    ['2.5', 'kB', 2, 2048, undefined],
    ['3.5', 'kB', 4, 4096, undefined],
    ['2.5001MB', 'MB', 2, 2_097_152, 'MB'],
    ['12kB', '8kB', 2, 16_384, 'kB'],
  ] as const)('%j in %s', (text, own, setting, bytes, unit) => {
    expect(parseMemory(text, own)).toEqual({ setting, bytes, unit });
  });

  it.each([
    '',
    'GB',
    '2Gi',
    '2gb',
    '2Gb',
    '2KB',
    '2kb',
    '2G',
    '2 G B',
    '2,5GB',
    '08MB',
    '0xMB',
    '1min',
    '8kB8kB',
    '64 8kB',
    '5000TB',
    'NaN',
    'on',
    '2GB\u00a0',
  ])('refuses %j', (text) => {
    expect(() => parseMemory(text, 'kB')).toThrow(InvalidValueError);
    expect(() => parseMemory(text, 'kB')).toThrow(`"${text}"`);
  });

  it('recognises the spelling of Kubernetes', () => {
    expect(() => parseMemory('2Gi', 'kB')).toThrow(
      `"2Gi" is not a PostgreSQL value ("Gi" is the Kubernetes spelling): write a number and one of B, kB, MB, GB, TB`,
    );
    expect(() => parseMemory('2gb', 'kB')).toThrow('"2gb" is not a PostgreSQL value: write');
  });

  it('reads whole numbers of every unit exactly', () => {
    const units = [
      ['kB', 10],
      ['MB', 20],
      ['GB', 30],
    ] as const;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(...units), (count, [unit, power]) => {
        expect(parseMemory(`${count}${unit}`, 'kB').bytes).toBe(count * 2 ** power);
      }),
    );
  });
});

describe('parseTime', () => {
  it.each([
    ['5min', 's', 300, 300_000, 'min'],
    ['10s', 'ms', 10_000, 10_000, 's'],
    ['1d', 'min', 1440, 86_400_000, 'd'],
    ['1.5h', 's', 5400, 5_400_000, 'h'],
    ['500', 'ms', 500, 500, undefined],
    ['300', 's', 300, 300_000, undefined],
    ['1500us', 'ms', 2, 2, 'us'],
    ['-1', 'ms', -1, -1, undefined],
    ['0', 's', 0, 0, undefined],
  ] as const)('%s in %s', (text, own, setting, milliseconds, unit) => {
    expect(parseTime(text, own)).toEqual({ setting, milliseconds, unit });
  });

  it.each(['5m', '5 minutes', '5sec', '5S', '1w', '64MB', '1h30min', '30d1h'])('refuses %s', (text) => {
    expect(() => parseTime(text, 's')).toThrow(`"${text}" is not a PostgreSQL value`);
  });
});

describe('parseBoolean', () => {
  it.each(['on', 'ON', 'true', 'tru', 't', 'yes', 'YE', 'y', '1'])('%s is true', (text) => {
    expect(parseBoolean(text)).toBe(true);
  });
  it.each(['off', 'OF', 'false', 'fal', 'f', 'no', 'n', '0'])('%s is false', (text) => {
    expect(parseBoolean(text)).toBe(false);
  });
  it.each(['', 'o', 'offf', 'onn', 'yess', '2', '00', 'enabled', ' on', 'on '])('refuses %j', (text) => {
    expect(() => parseBoolean(text)).toThrow(`"${text}" is not a boolean: write on or off`);
  });
});
